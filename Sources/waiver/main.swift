import Foundation
import Publishing

prepareMemory()
exit(Waiver.run(.ofThisProcess()).rawValue)
