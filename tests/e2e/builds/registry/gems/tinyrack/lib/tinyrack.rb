# frozen_string_literal: true

require 'socket'

# Answers HTTP with what the application returns for a path.
module Tinyrack
  def self.serve(app, host, port)
    server = TCPServer.new(host, port)
    trap('TERM') { exit(0) }
    loop do
      client = server.accept
      path = client.gets.to_s.split[1]
      body = app.call(path)
      client.write("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
      client.close
    end
  end
end
