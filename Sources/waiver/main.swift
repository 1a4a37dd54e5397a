import Foundation

print("waiver")
