import PortalBase

/// How far an exception has come, as its events alone tell: what is legal next depends on this, and on no day (contract,
/// section 2, "The state here").
struct Course: Hashable {
  enum State: String, Hashable, CaseIterable {
    /// Before the first event.
    case nothing
    case requested
    case inAssessment = "in-assessment"
    case approved
    case approvedForMigration = "approved-for-migration"
    case denied, withdrawn, deployed, revoked, removed
  }

  var state = State.nothing
  var hasOpenAppeal = false
  var wasRevoked = false

  /// What an event needs to be known for: its kind, and of two kinds a little more.
  struct Move: Hashable {
    let name: EventKind.Name
    var hasIncident = false
    var restores = false
  }

  /// Whether the event may happen now.
  func allows(_ move: Move) -> Bool {
    switch move.name {
    case .appealed:
      !hasOpenAppeal && (state == .denied || state == .revoked || state == .removed && wasRevoked)
    case .appealDecided: hasOpenAppeal
    default: Self.states(allowing: move).contains(state)
    }
  }

  /// The states in which an event may happen; of appeals, those in which there can be one.
  static func states(allowing move: Move) -> [State] {
    switch move.name {
    case .submitted: [.nothing]
    case .assessed: [.requested, .inAssessment]
    case .approved, .approvedForMigration: [.inAssessment]
    case .denied: move.hasIncident ? [.inAssessment, .approved, .approvedForMigration] : [.inAssessment]
    case .withdrawn: [.requested, .inAssessment, .approved, .approvedForMigration]
    case .deployed: [.approved, .approvedForMigration]
    case .extended, .reviewed, .alternativeOffered: [.approved, .approvedForMigration, .deployed]
    case .revoked: [.deployed]
    case .noticeSent, .deadlineMoved: [.revoked]
    case .appealed, .appealDecided: [.denied, .revoked, .removed]
    case .removed: [.deployed, .revoked]
    }
  }

  /// The course after the event, legal or not.
  func after(_ move: Move) -> Course {
    var course = self
    switch move.name {
    case .submitted: course.state = .requested
    case .assessed: course.state = .inAssessment
    case .approved: course.state = .approved
    case .approvedForMigration: course.state = .approvedForMigration
    case .denied: course.state = .denied
    case .withdrawn: course.state = .withdrawn
    case .deployed: course.state = .deployed
    case .revoked:
      course.state = .revoked
      course.wasRevoked = true
    case .removed: course.state = .removed
    case .appealed: course.hasOpenAppeal = true
    case .appealDecided:
      course.hasOpenAppeal = false
      if move.restores { course.restore() }
    case .extended, .reviewed, .alternativeOffered, .noticeSent, .deadlineMoved: break
    }
    return course
  }

  private mutating func restore() {
    switch state {
    case .revoked: state = .deployed
    case .denied, .removed: state = .approved
    default: break
    }
  }
}

extension EventKind {
  var move: Course.Move {
    switch self {
    case .denied(let denial): Course.Move(name: name, hasIncident: denial.incident != nil)
    case .appealDecided(let decision): Course.Move(name: name, restores: decision.outcome == .approvalRestored)
    default: Course.Move(name: name)
    }
  }
}
