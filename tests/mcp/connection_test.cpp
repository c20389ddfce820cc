// SPDX-License-Identifier: Apache-2.0
#include "mcp/connection.h"

#include "conversation.h"
#include "test.h"

using s1::mcp::Json;
using s1::mcp::Limits;
using s1::test::Conversation;

namespace {

constexpr std::string_view kClaim = R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
                                    R"("io.modelcontextprotocol/clientCapabilities":{}})";

// A request of the modern era; `params` are members with a comma after each.
std::string modern(std::string_view method, std::string_view params = "") {
  return R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(method) + R"(","params":{)" + std::string(params) +
         std::string(kClaim) + "}}";
}

std::string legacy(std::string_view method, std::string_view params = "") {
  return R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(method) + R"(","params":{)" + std::string(params) + "}}";
}

std::string handshake(std::string_view version) {
  return legacy("initialize", R"("protocolVersion":")" + std::string(version) + R"(","capabilities":{})");
}

std::string joined(const std::vector<std::string>& lines) {
  std::string result;
  for (const std::string& line : lines) result += line + "\n";
  return result;
}

int code_of(const Json& message) {
  return message.is_object() ? message.value("/error/code"_json_pointer, 0) : 0;
}

}  // namespace

TEST_CASE("one line in, what comes out") {
  struct Row {
    std::string_view input, output;
  };
  const Row rows[] = {
      // ids
      {R"({"jsonrpc":"2.0","id":0,"method":"ping"})", R"({"jsonrpc":"2.0","id":0,"result":{}})"},
      {R"({"jsonrpc":"2.0","id":-7,"method":"ping"})", R"({"jsonrpc":"2.0","id":-7,"result":{}})"},
      {R"({"jsonrpc":"2.0","id":"","method":"ping"})", R"({"jsonrpc":"2.0","id":"","result":{}})"},
      {R"({"jsonrpc":"2.0","id":"é","method":"ping"})", R"({"jsonrpc":"2.0","id":"é","result":{}})"},
      {R"({"jsonrpc":"2.0","id":18446744073709551615,"method":"ping"})",
       R"({"jsonrpc":"2.0","id":18446744073709551615,"result":{}})"},
      {R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})",
       R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid request: id must be a string or an integer"}})"},
      {R"({"jsonrpc":"2.0","id":null,"method":"ping"})",
       R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid request: id must be a string or an integer"}})"},
      {R"({"jsonrpc":"2.0","id":{},"method":"ping"})",
       R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid request: id must be a string or an integer"}})"},
      // envelopes
      {R"({"id":1,"method":"ping"})",
       R"({"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Invalid request: jsonrpc must be \"2.0\""}})"},
      {R"({"jsonrpc":"2.0","id":1})",
       R"({"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Invalid request: method is missing"}})"},
      {R"({"jsonrpc":"2.0","id":1,"method":3})",
       R"({"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Invalid request: method must be a string"}})"},
      {R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})",
       R"({"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params must be an object"}})"},
      {R"({"jsonrpc":"2.0","id":1,"method":"ping","params":null})", R"({"jsonrpc":"2.0","id":1,"result":{}})"},
      {R"(42)", R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid request: a message is a JSON object"}})"},
      {R"({"jsonrpc":"2.0","id":1,"method":"fly\u0007"})",
       R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: \"fly�\""}})"},
      // not requests, so not answered
      {R"({"jsonrpc":"2.0","method":"notifications/initialized"})", ""},
      {R"({"jsonrpc":"2.0","method":"tools/list"})", ""},
      {R"({"jsonrpc":"2.0","method":"fly","params":[]})", ""},
      {R"({"jsonrpc":"2.0","method":"notifications/cancelled"})", ""},
      {R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}})", ""},
      {R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}})", ""},
      {R"({"jsonrpc":"2.0","id":5,"result":{}})", ""},
      {R"({"jsonrpc":"2.0","id":5,"error":{"code":1,"message":"x"}})", ""},
      {"", ""},
      {" \t\r", ""},
      {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r", R"({"jsonrpc":"2.0","id":1,"result":{}})"},
      // not JSON
      {"hello", R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid JSON at byte 1"}})"},
      {"{", R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid JSON at byte 2"}})"},
      {"{}{}", R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid JSON at byte 3"}})"},
      {"\"\xff\"", R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid UTF-8 at byte 2"}})"},
      {"\"\xe2\x82\xac\xe2\x82\"",
       R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid UTF-8 at byte 5"}})"},
      {"{\xc3\xa9\xff}", R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid JSON at byte 2"}})"},
      {std::string_view("{}\0{}", 5),
       R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid JSON at byte 3"}})"},
      {R"({"a":1e999})", R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"Not valid JSON at byte 10"}})"},
      // batches need their version
      {"[]", R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"This protocol version has no batches"}})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    Conversation conversation;
    CHECK(joined(conversation.ask(row.input)) == (row.output.empty() ? "" : std::string(row.output) + "\n"));
  }
}

TEST_CASE("initialize agrees on a legacy version, and never on another") {
  struct Row {
    std::string_view asked, agreed;
  };
  const Row rows[] = {
      {"2024-11-05", "2024-11-05"}, {"2025-03-26", "2025-03-26"}, {"2025-06-18", "2025-06-18"},
      {"2025-11-25", "2025-11-25"}, {"2026-07-28", "2025-11-25"}, {"1.0", "2025-11-25"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.asked);
    const Json result = Conversation().answer(handshake(row.asked)).at("result");
    CHECK(result.at("protocolVersion") == row.agreed);
    CHECK(result.at("serverInfo").at("name") == "small");
    CHECK(result.at("serverInfo").at("version") == "1.0.0");
    CHECK(result.at("instructions") == "Be brief.");
    CHECK(result.at("capabilities").dump() == R"({"tools":{},"resources":{},"prompts":{},"completions":{}})");
    CHECK_FALSE(result.contains("resultType"));
  }
  CHECK(Conversation().answer(legacy("initialize")).at("result").at("protocolVersion") == "2025-11-25");
  CHECK(Conversation().answer(modern("initialize")).at("result").at("protocolVersion") == "2025-11-25");
}

TEST_CASE("the era is chosen for each request") {
  Conversation conversation;
  // A probe, then the handshake, then either era, in any order and without one.
  CHECK(conversation.answer(legacy("tools/list")).contains("result"));
  CHECK(conversation.answer(modern("tools/list")).at("result").at("resultType") == "complete");
  CHECK(conversation.answer(modern("server/discover")).contains("result"));
  CHECK(conversation.answer(handshake("2025-06-18")).contains("result"));
  CHECK(conversation.answer(modern("server/discover")).contains("result"));
  CHECK_FALSE(conversation.answer(legacy("tools/list")).at("result").contains("resultType"));
  CHECK(conversation.answer(handshake("2025-11-25")).contains("result"));

  CHECK(code_of(conversation.answer(modern("ping"))) == -32601);
  CHECK(code_of(conversation.answer(modern("logging/setLevel"))) == -32601);
  CHECK(code_of(conversation.answer(modern("resources/subscribe"))) == -32601);
  CHECK(code_of(conversation.answer(legacy("logging/setLevel"))) == -32601);
  CHECK(code_of(conversation.answer(legacy("server/discover"))) == -32602);
  CHECK(code_of(conversation.answer(legacy("subscriptions/listen"))) == -32602);
}

TEST_CASE("a claim to be modern must be whole") {
  struct Row {
    std::string_view meta;
    int code;
  };
  const Row rows[] = {
      {R"({})", 0},
      {R"({"progressToken":0})", 0},
      {R"({"io.modelcontextprotocol/protocolVersion":"2026-07-28"})", -32602},
      {R"({"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]})",
       -32602},
      {R"({"io.modelcontextprotocol/clientCapabilities":{}})", -32602},
      {R"({"io.modelcontextprotocol/clientInfo":{"name":"x","version":"1"}})", -32602},
      {R"({"io.modelcontextprotocol/protocolVersion":20260728,"io.modelcontextprotocol/clientCapabilities":{}})",
       -32602},
      {R"({"io.modelcontextprotocol/protocolVersion":"2025-11-25","io.modelcontextprotocol/clientCapabilities":{}})",
       -32022},
      {R"({"io.modelcontextprotocol/protocolVersion":"3000-01-01"})", -32022},
  };
  for (const Row& row : rows) {
    CAPTURE(row.meta);
    const Json answer = Conversation().answer(legacy("tools/list", R"("_meta":)" + std::string(row.meta)));
    CHECK(code_of(answer) == row.code);
    if (row.code == -32022) {
      CHECK(answer.at("error").at("data").at("supported").dump() == R"(["2026-07-28"])");
      CHECK(answer.at("error").at("data").at("requested").is_string());
    }
  }
}

TEST_CASE("what every modern result carries") {
  struct Row {
    std::string request;
    std::string_view member;
    bool cached;
  };
  const Row rows[] = {
      {modern("server/discover"), "supportedVersions", true},
      {modern("tools/list"), "tools", true},
      {modern("tools/call", R"("name":"echo",)"), "content", false},
      {modern("resources/list"), "resources", true},
      {modern("resources/templates/list"), "resourceTemplates", true},
      {modern("resources/read", R"("uri":"s1://one",)"), "contents", true},
      {modern("prompts/list"), "prompts", true},
      {modern("prompts/get", R"("name":"review","arguments":{"path":"x"},)"), "messages", false},
      {modern("completion/complete",
              R"("ref":{"type":"ref/prompt","name":"review"},"argument":{"name":"path","value":""},)"),
       "completion", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.request);
    const Json result = Conversation().answer(row.request).at("result");
    CHECK(result.contains(row.member));
    CHECK(result.at("resultType") == "complete");
    CHECK(result.at("_meta").at("io.modelcontextprotocol/serverInfo").at("name") == "small");
    CHECK(result.contains("ttlMs") == row.cached);
    if (row.cached) {
      CHECK(result.at("ttlMs").is_number_integer());
      CHECK(result.at("ttlMs") >= 0);
      CHECK((result.at("cacheScope") == "public" || result.at("cacheScope") == "private"));
    }
  }
}

TEST_CASE("a subscription is acknowledged, stays open and ends without a word") {
  Conversation conversation;
  const std::string listen = modern("subscriptions/listen", R"("notifications":{"toolsListChanged":true},)");
  CHECK(joined(conversation.ask(listen)) ==
        R"({"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":)"
        R"({"io.modelcontextprotocol/subscriptionId":1},"notifications":{}}})"
        "\n");
  CHECK(code_of(conversation.answer(listen)) == -32600);  // the id is in use
  CHECK(conversation.ask(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})").empty());
  CHECK(conversation.ask(listen).size() == 1);
  CHECK(code_of(Conversation().answer(modern("subscriptions/listen"))) == -32602);
}

TEST_CASE("tools/list has annotations and both schemas") {
  const Json tools = Conversation().answer(legacy("tools/list")).at("result").at("tools");
  REQUIRE(tools.size() == 2);
  CHECK(tools[0].dump() ==
        R"({"name":"count","title":"Count","description":"Counts to three.",)"
        R"("inputSchema":{"type":"object","properties":{}},)"
        R"("outputSchema":{"type":"object","properties":{}},"annotations":{"title":"Count","readOnlyHint":false,)"
        R"("destructiveHint":false,"idempotentHint":false,"openWorldHint":false}})");
  CHECK(tools[1].at("name") == "echo");
  CHECK(Conversation().answer(legacy("tools/list", R"("cursor":null)")).contains("result"));
  CHECK(code_of(Conversation().answer(legacy("tools/list", R"("cursor":"abc")"))) == -32602);
  CHECK(code_of(Conversation().answer(legacy("tools/list", R"("cursor":7)"))) == -32602);
}

TEST_CASE("tools/call answers in content and structuredContent alike") {
  const auto call = [](std::string_view params) { return Conversation().answer(legacy("tools/call", params)); };
  const Json result = call(R"("name":"echo","arguments":{"text":"a\nb"})").at("result");
  CHECK(result.at("structuredContent").dump() == R"({"arguments":{"text":"a\nb"}})");
  CHECK(result.at("content").size() == 1);
  CHECK(result.at("content")[0].at("type") == "text");
  CHECK(result.at("content")[0].at("text") == result.at("structuredContent").dump());
  CHECK(result.at("isError") == false);

  for (const std::string_view none : {R"("name":"echo")", R"("name":"echo","arguments":null)"})
    CHECK(call(none).at("result").at("structuredContent").dump() == R"({"arguments":{}})");

  const Json wrong = call(R"("name":"echo","arguments":{"txet":"x"})").at("result");
  CHECK(wrong.at("isError") == true);
  CHECK_FALSE(wrong.contains("structuredContent"));
  CHECK(wrong.at("content")[0].at("text") ==
        "bad-arguments: arguments: unknown field \"txet\". Hint: Did you mean text? Fields: text");

  CHECK(call(R"("name":"ecko")").at("error").dump() ==
        R"({"code":-32602,"message":"Unknown tool \"ecko\"; did you mean echo?"})");
  CHECK(code_of(call(R"("name":7)")) == -32602);
  CHECK(code_of(call("")) == -32602);
}

TEST_CASE("resources, prompts and completion") {
  Conversation conversation;
  CHECK(conversation.answer(legacy("resources/list")).at("result").dump() ==
        R"({"resources":[{"uri":"s1://one","name":"one","title":"One","description":"The first.",)"
        R"("mimeType":"text/plain"}]})");
  CHECK(conversation.answer(legacy("resources/templates/list"))
            .at("result")
            .at("resourceTemplates")[0]
            .at("uriTemplate") == "s1://{+id}");
  CHECK(conversation.answer(legacy("resources/read", R"("uri":"s1://one")")).at("result").dump() ==
        R"({"contents":[{"uri":"s1://one","mimeType":"text/plain","text":"1"}]})");
  CHECK(code_of(conversation.answer(legacy("resources/read", R"("uri":"s1://two")"))) == -32002);
  CHECK(code_of(conversation.answer(modern("resources/read", R"("uri":"s1://two",)"))) == -32602);
  CHECK(code_of(conversation.answer(legacy("resources/read", R"("uri":"s1://broken")"))) == -32603);
  CHECK(code_of(conversation.answer(legacy("resources/read"))) == -32602);

  CHECK(conversation.answer(legacy("prompts/list")).at("result").at("prompts")[0].at("arguments").dump() ==
        R"([{"name":"path","description":"What to review.","required":true}])");
  CHECK(
      conversation.answer(legacy("prompts/get", R"("name":"review","arguments":{"path":"./x"})")).at("result").dump() ==
      R"({"description":"Reviews a path.","messages":[{"role":"user",)"
      R"("content":{"type":"text","text":"Review ./x"}}]})");
  CHECK(code_of(conversation.answer(legacy("prompts/get", R"("name":"review")"))) == -32602);
  CHECK(code_of(conversation.answer(legacy("prompts/get", R"("name":"review","arguments":{"path":1})"))) == -32602);
  CHECK(code_of(conversation.answer(legacy("prompts/get", R"("name":"revue","arguments":{"path":"x"})"))) == -32602);

  const auto complete = [&](std::string_view ref) {
    return conversation.answer(
        legacy("completion/complete", R"("ref":)" + std::string(ref) + R"(,"argument":{"name":"id","value":"v"})"));
  };
  const Json completion = complete(R"({"type":"ref/resource","uri":"s1://{+id}"})").at("result").at("completion");
  CHECK(completion.at("values").size() == 100);
  CHECK(completion.at("values")[0] == "v0");
  CHECK(completion.at("total") == 150);
  CHECK(completion.at("hasMore") == true);
  CHECK(complete(R"({"type":"ref/prompt","name":"review"})").at("result").at("completion").dump() ==
        R"({"values":[],"total":0,"hasMore":false})");
  CHECK(code_of(complete(R"({"type":"ref/prompt","name":"none"})")) == -32602);
  CHECK(code_of(complete(R"({"type":"ref/resource","uri":"x"})")) == -32602);
  CHECK(code_of(complete(R"({"type":"ref/other"})")) == -32602);
  CHECK(code_of(complete("7")) == -32602);
}

TEST_CASE("batches belong to 2025-03-26 alone") {
  const std::string_view batch = R"([{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"x"},)"
                                 R"({"jsonrpc":"2.0","id":"b","method":"tools/call","params":{"name":"count"}},1,)"
                                 R"({"jsonrpc":"2.0","id":3,"method":"initialize"}])";
  for (const std::string_view version : {"2024-11-05", "2025-06-18", "2025-11-25"}) {
    Conversation conversation;
    conversation.ask(handshake(version));
    CHECK(code_of(conversation.answer(batch)) == -32600);
  }
  Conversation conversation;
  conversation.ask(handshake("2025-03-26"));
  const Json answers = conversation.answer(batch);
  REQUIRE(answers.is_array());
  REQUIRE(answers.size() == 4);
  CHECK(answers[0].dump() == R"({"jsonrpc":"2.0","id":1,"result":{}})");
  CHECK(code_of(answers[1]) == -32600);
  CHECK_FALSE(answers[1].contains("id"));
  CHECK(answers[2].at("id") == 3);
  CHECK(code_of(answers[2]) == -32600);
  CHECK(answers[3].at("id") == "b");
  CHECK(code_of(conversation.answer("[]")) == -32600);
  CHECK(conversation.ask(R"([{"jsonrpc":"2.0","method":"x"}])").empty());

  conversation.receive(R"([{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"count"}},)"
                       R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}},)"
                       R"({"jsonrpc":"2.0","id":8,"method":"ping"}])");
  conversation.run_jobs();
  CHECK(joined(conversation.written()) == "[{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":{}}]\n");
}

TEST_CASE("cancelled before it began, or before its answer was written") {
  const std::string_view cancel = R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})";
  const std::string call = legacy("tools/call", R"("name":"count","arguments":{},"_meta":{"progressToken":"t"})");
  SECTION("queued, and never begun") {
    int begun = 0;
    s1::mcp::Surface surface = s1::test::small_surface();
    surface.resources = [&begun] {
      ++begun;
      return std::vector<s1::mcp::Resource>();
    };
    Conversation conversation(std::move(surface));
    conversation.receive(legacy("resources/list"));
    conversation.receive(cancel);
    conversation.run_jobs();
    CHECK(conversation.written().empty());
    CHECK(begun == 0);
    CHECK(conversation.ask(legacy("resources/list")).size() == 1);
    CHECK(begun == 1);
  }
  SECTION("answered, not written") {
    Conversation conversation;
    conversation.receive(call);
    conversation.run_jobs();
    conversation.receive(cancel);
    CHECK(conversation.written().empty());
    CHECK(conversation.ask(call).size() == 2);  // the id is free again
  }
  SECTION("written") {
    Conversation conversation;
    CHECK(conversation.ask(call).size() == 2);
    CHECK(conversation.ask(cancel).empty());
  }
  SECTION("another id of the same digits") {
    Conversation conversation;
    conversation.receive(call);
    conversation.receive(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"1"}})");
    conversation.run_jobs();
    CHECK(conversation.written().size() == 2);
  }
}

TEST_CASE("an id that is still open is refused without naming it as an answer") {
  Conversation conversation;
  const std::string call = legacy("tools/call", R"("name":"echo")");
  conversation.receive(call);
  conversation.receive(call);
  conversation.run_jobs();
  const auto lines = conversation.written();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"This id is still in use: \"1\""}})");
  CHECK(Json::parse(lines[1]).at("id") == 1);
}

TEST_CASE("progress comes only where it was asked for") {
  Conversation conversation;
  CHECK(conversation.ask(legacy("tools/call", R"("name":"count")")).size() == 1);
  CHECK(conversation.ask(legacy("tools/call", R"("name":"count","_meta":{"progressToken":{}})")).size() == 1);
  for (const std::string_view token : {"0", "\"\"", "\"t\""}) {
    const auto lines = conversation.ask(
        legacy("tools/call", R"("name":"count","_meta":{"progressToken":)" + std::string(token) + "}"));
    REQUIRE(lines.size() == 2);  // the second and third step come too soon after the first
    CHECK(lines[0] == R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":)" +
                          std::string(token) + R"(,"progress":1.0,"total":3.0,"message":"step"}})");
  }
}

TEST_CASE("limits") {
  const auto ping = [](std::string_view padding) { return legacy("ping", R"("x":)" + std::string(padding)); };
  SECTION("line") {
    Conversation conversation(s1::test::small_surface(), Limits{.line_bytes = 100});
    CHECK(conversation.ask(ping('"' + std::string(200, 'x') + '"')) ==
          std::vector<std::string>{
              R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"A message of more than 100 bytes"}})"});
    CHECK(conversation.answer(ping("1")).contains("result"));
  }
  SECTION("depth") {
    Conversation conversation;
    const auto nested = [&](std::size_t depth) { return ping(std::string(depth, '[') + std::string(depth, ']')); };
    CHECK(conversation.answer(nested(254)).contains("result"));  // params and the message make 256
    CHECK(code_of(conversation.answer(nested(255))) == -32600);
    CHECK(code_of(conversation.answer(std::string(1'000'000, '['))) == -32600);
    CHECK(code_of(conversation.answer(std::string(1'000'000, '{'))) == -32700);
  }
  SECTION("values") {
    Conversation conversation(s1::test::small_surface(), Limits{.json_values = 10});
    CHECK(conversation.answer(ping("[1,2,3]")).contains("result"));
    CHECK(code_of(conversation.answer(ping("[1,2,3,4,5,6,7,8]"))) == -32600);
  }
  SECTION("requests that wait") {
    Conversation conversation(s1::test::small_surface(), Limits{.requests = 2});
    for (const char id : {'1', '2', '3'})
      conversation.receive(std::string(R"({"jsonrpc":"2.0","id":)") + id +
                           R"(,"method":"tools/call","params":{"name":"echo"}})");
    const auto refused = conversation.written();
    REQUIRE(refused.size() == 1);
    CHECK(Json::parse(refused[0]).at("id") == 3);
    CHECK(code_of(Json::parse(refused[0])) == -32603);
    conversation.run_jobs();
    CHECK(conversation.written().size() == 2);
    CHECK(conversation.answer(legacy("tools/call", R"("name":"echo")")).contains("result"));
  }
  SECTION("an object of very many members takes no quadratic time") {
    std::string members = "{";
    for (int i = 0; i < 200'000; ++i) members += '"' + std::to_string(i) + R"(":0,)";
    members.back() = '}';
    CHECK(Conversation().answer(ping(members)).contains("result"));
  }
}

TEST_CASE("what is handed in may throw") {
  s1::mcp::Surface surface = s1::test::small_surface();
  surface.resources = []() -> std::vector<s1::mcp::Resource> { throw std::runtime_error("no disk"); };
  surface.prompts = []() -> std::vector<s1::mcp::Prompt> { throw 1; };
  Conversation conversation(std::move(surface));
  CHECK(conversation.answer(legacy("resources/list")).at("error").dump() ==
        R"({"code":-32603,"message":"Internal error: no disk"})");
  CHECK(code_of(conversation.answer(legacy("prompts/list"))) == -32603);
  CHECK(conversation.answer(legacy("ping")).contains("result"));
}

TEST_CASE("what is not offered is neither advertised nor answered") {
  s1::mcp::Surface surface = s1::test::small_surface();
  surface.resources = nullptr;
  surface.prompts = nullptr;
  surface.complete = nullptr;
  Conversation conversation(std::move(surface));
  CHECK(conversation.answer(handshake("2025-06-18")).at("result").at("capabilities").dump() == R"({"tools":{}})");
  for (const std::string_view method : {"resources/list", "resources/templates/list", "resources/read", "prompts/list",
                                        "prompts/get", "completion/complete"}) {
    CHECK(code_of(conversation.answer(legacy(method))) == -32601);
    CHECK(code_of(conversation.answer(modern(method))) == -32601);
  }
}
