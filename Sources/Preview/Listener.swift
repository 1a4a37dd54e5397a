#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Which port a preview is to listen on.
package enum PortChoice: Sendable, Hashable {
  /// This one or none; 0 is any that is free.
  case exactly(Int)
  /// The first free one from here on.
  case firstFree(from: Int)

  /// What holds without `--port`.
  package static let standard = PortChoice.firstFree(from: 8080)
}

/// Sockets that listen on the loopback addresses only, 127.0.0.1 and, where the machine has it, ::1, on one port.
struct Listener {
  let sockets: [Descriptor]
  let port: Int

  /// How many ports are tried after a taken one.
  private static let attempts = 100

  init(_ choice: PortChoice) throws(PreviewError) {
    switch choice {
    case .exactly(0):
      // A port that is free for IPv4 may be taken for IPv6; the system's next choice is another one.
      for _ in 0..<20 {
        if let found = try Listener.bind(0) {
          self = found
          return
        }
      }
      throw .failed(action: "listen on loopback", reason: "no free port was found")
    case .exactly(let port):
      guard let found = try Listener.bind(port) else {
        throw .portInUse(port, free: try Listener.search(from: port + 1)?.port)
      }
      self = found
    case .firstFree(let port):
      guard let found = try Listener.search(from: port) else {
        throw .noFreePort(first: port, last: min(65_535, port + Listener.attempts - 1))
      }
      self = found
    }
  }

  private init(sockets: [Descriptor], port: Int) {
    self.sockets = sockets
    self.port = port
  }

  private static func search(from first: Int) throws(PreviewError) -> Listener? {
    for port in first..<first + attempts where port <= 65_535 {
      if let found = try bind(port) { return found }
    }
    return nil
  }

  /// - Returns: nil where the port is taken on either address: a browser that tries the other one first would see
  ///   somebody else's pages.
  private static func bind(_ port: Int) throws(PreviewError) -> Listener? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let four = open(&address, AF_INET)
    switch four {
    case .failure(EADDRINUSE): return nil
    case .failure(let code): throw .system("listen on 127.0.0.1:\(port)", code)
    case .success(let socket):
      let port = try Listener.port(of: socket)
      var six = sockaddr_in6()
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = in_port_t(port).bigEndian
      six.sin6_addr = in6addr_loopback
      switch open(&six, AF_INET6) {
      case .success(let second): return Listener(sockets: [socket, second], port: port)
      case .failure(EADDRINUSE): return nil
      // No IPv6 on this machine, or not allowed: the other address is enough.
      case .failure: return Listener(sockets: [socket], port: port)
      }
    }
  }

  private enum Opening {
    case success(Descriptor)
    case failure(Int32)
  }

  private static func open<Address>(_ address: inout Address, _ family: Int32) -> Opening {
    #if canImport(Darwin)
      let number = socket(family, SOCK_STREAM, 0)
    #else
      let number = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    guard number >= 0 else { return .failure(errno) }
    let descriptor = Descriptor(owning: number)
    var yes: Int32 = 1
    let length = socklen_t(MemoryLayout<Int32>.size)
    // Connections of an earlier run that linger do not keep the port from this one.
    setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, length)
    if family == AF_INET6 { setsockopt(number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, length) }
    let bound = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { posixBind(number, $0.baseAddress, socklen_t(bytes.count)) }
    }
    guard bound == 0, listen(number, 128) == 0 else { return .failure(errno) }
    return .success(descriptor)
  }

  private static func port(of socket: Descriptor) throws(PreviewError) -> Int {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutableBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { getsockname(socket.number, $0.baseAddress, &length) }
    }
    guard result == 0 else { throw .system("read the port of a socket", errno) }
    return Int(in_port_t(bigEndian: address.sin_port))
  }
}

// Inside `Listener`, `bind` is its own member.
private func posixBind(_ number: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t) -> Int32 {
  bind(number, address, length)
}
