package dev.millrace.runtime.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a request what Javalin reads more into than it should. {@code X-HTTP-Method-Override}
 * would turn a GET into a command, past whatever guards the methods on the way here. The charset of
 * {@code Content-Type} would also be that of the query, where a wrong one makes parameters
 * disappear; JSON is UTF-8 anyway and has no such parameter. A parameter that cannot be decoded
 * would disappear as well: such a request is refused. And {@code If-None-Match}, compared with what
 * a command has just made of an order, would take the answer away from it.
 */
final class PlainRequests implements HttpConfiguration.Customizer {

  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    requireDecodable(request.getHttpURI().getQuery());
    HttpFields plain = plain(request);
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return plain;
      }
    };
  }

  private static void requireDecodable(@Nullable String query) {
    try {
      var unused = URLDecoder.decode(query == null ? "" : query, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpException.RuntimeException(400, "Query cannot be decoded", e);
    }
  }

  private static HttpFields plain(Request request) {
    HttpFields headers = request.getHeaders();
    HttpFields.Mutable plain = HttpFields.build(headers).remove(METHOD_OVERRIDE);
    HttpField contentType = headers.getField(HttpHeader.CONTENT_TYPE);
    if (contentType != null) {
      plain.put(HttpHeader.CONTENT_TYPE, contentType.getValue().split(";", 2)[0].strip());
    }
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      plain.remove(HttpHeader.IF_NONE_MATCH);
    }
    return plain.asImmutable();
  }
}
