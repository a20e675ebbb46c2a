package dev.millrace.command.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.command.http.Exchange.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Sends any bytes to a port, right HTTP or not, and reads what comes back. */
record RawHttp(int port) {

  private static final int TIMEOUT_MILLIS = 20_000;

  /** An answer. */
  record Answer(int status, Message message) {}

  /**
   * Sends the bytes on a connection of their own and ends it.
   *
   * @return empty if the server closed the connection without a word
   */
  Optional<Answer> send(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      write(socket, request);
      byte[] answer = read(socket.getInputStream());
      return answer.length == 0 ? Optional.empty() : Optional.of(parse(answer));
    }
  }

  private static void write(Socket socket, byte[] request) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      socket.shutdownOutput();
    } catch (IOException e) {
      // The server may answer and close before it has read all; its answer counts.
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (java.net.SocketException e) {
      // Reset by a server that did not read all: what came before counts.
    }
    return all.toByteArray();
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.") || end < 0) {
      throw new AssertionError("not an HTTP answer: " + text);
    }
    String[] head = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < head.length; i++) {
      String[] header = head[i].split(":", 2);
      headers.putIfAbsent(header[0], header[1].strip());
    }
    String body = text.substring(end + 4);
    boolean chunked = headers.getOrDefault("Transfer-Encoding", "").equals("chunked");
    byte[] whole = (chunked ? joined(body) : body).getBytes(ISO_8859_1);
    byte[] plain = "gzip".equals(headers.get("Content-Encoding")) ? unzipped(whole) : whole;
    return new Answer(
        Integer.parseInt(head[0].split(" ")[1]), new Message(headers, new String(plain, UTF_8)));
  }

  /** A request may say by chance that it takes compressed answers; long ones then are. */
  private static byte[] unzipped(byte[] zipped) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("not gzip, though its header says so", e);
    }
  }

  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line), 16);
      if (size == 0) {
        return body.toString();
      }
      body.append(chunks, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
  }
}
