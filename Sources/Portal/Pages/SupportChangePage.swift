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
struct OfferView: InEdition {
  let event: Event
  let offer: Offer
  let exception: ExceptionView

  var edition: Edition { exception.edition }

  static let model = Model<OfferView>([
    .date("date", "the day of the offer") { $0.event.day },
    .html("alternative", "what is offered") { $0.exception.html($0.offer.alternative) },
    .date("changesOn", "the day on which support changes") { $0.offer.supportChangesOn },
    .html("note", "a remark") { view in view.event.note.map(view.exception.html) },
  ])
}
