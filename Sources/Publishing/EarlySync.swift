import CSystem
import Dispatch
import Synchronization

/// Lets the disk begin while pages are still rendered: the sync before the exchange then has little left to wait for. It promises nothing, and
/// what fails here fails again there.
final class EarlySync: Sendable {
  /// After how many bytes the disk is told.
  private static let step = 32 << 20
  private let written = Atomic(0)
  private let isRunning = Atomic(false)
  private let group = DispatchGroup()

  func wrote(_ count: Int, to folder: OpenFolder) {
    let after = written.wrappingAdd(count, ordering: .relaxed).newValue
    if after / Self.step == (after - count) / Self.step { return }
    // A slow disk is told again when it is through with what it was told.
    if isRunning.exchange(true, ordering: .relaxed) { return }
    DispatchQueue.global(qos: .utility).async(group: group) {
      _ = waiver_sync_filesystem(folder.descriptor)
      self.isRunning.store(false, ordering: .relaxed)
    }
  }

  /// Waits for what was begun, so that nothing of a build goes on after it.
  func wait() { group.wait() }
}
