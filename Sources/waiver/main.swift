print("waiver")
