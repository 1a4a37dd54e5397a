import Foundation

exit(Waiver.run(.ofThisProcess()).rawValue)
