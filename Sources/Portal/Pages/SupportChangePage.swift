import Exceptions
import PortalBase
import Templates

/// An alternative that the service offers, and how support changes.
struct SupportChangePage: Sendable {
  let frame: Context<Frame>
  let view: Context<ExceptionView>

  var exception: ExceptionView { view.value }

  /// Every offer up to the page's day, latest first.
  var offers: [OfferView] {
    exception.events.reversed().compactMap { event in
      guard case .alternativeOffered(let offer) = event.kind else { return nil }
      return OfferView(event: event, offer: offer, exception: exception)
    }
  }

  static let model = Model<SupportChangePage>(
    Frame.model.map { $0.frame } + ExceptionView.model.map { $0.view } + [
      .list("offers", "every offered alternative, latest first", OfferView.model) { $0.offers }
    ])
}

/// An offered alternative.
struct OfferView: Sendable {
  let event: Event
  let offer: Offer
  let exception: ExceptionView

  private var edition: Edition { exception.edition }

  static let model = Model<OfferView>([
    .shared("date", "the day of the offer", DateView.model) { $0.edition.date($0.event.day) },
    .html("alternative", "what is offered") { $0.exception.html($0.offer.alternative) },
    .shared("changesOn", "the day on which support changes", DateView.model) { view in
      view.offer.supportChangesOn.map(view.edition.date)
    },
    .html("note", "a remark") { view in view.event.note.map(view.exception.html) },
  ])
}
