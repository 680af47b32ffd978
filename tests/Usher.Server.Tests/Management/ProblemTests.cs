using System.Text;
using System.Text.RegularExpressions;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Management.OpenApi;

namespace Usher.Server.Tests.Management;

public sealed partial class ProblemTests(SharedUsher shared) : IClassFixture<SharedUsher>
{
    [Fact]
    public async Task Whatever_is_wrong_with_a_request_the_answer_is_a_problem_with_a_documented_code()
    {
        var documented = File.ReadLines(ErrorsPage()).Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        var problems = 0;
        foreach (var (path, method, _) in await RouteTable.ReadAsync())
        {
            foreach (var wrong in new[] { method, "patch" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(wrong.ToUpperInvariant()), Uri(path));
                if (method is not ("get" or "delete"))
                    request.Content = new StringContent("{", Encoding.UTF8, "application/json");
                using var response = await shared.Usher.Admin.SendAsync(request);
                if (response.IsSuccessStatusCode)
                    continue;
                var code = await RunningUsher.CodeAsync(response);
                Assert.True(documented.Contains(code), $"{wrong} {path}: {code} is not in docs/errors.md");
                Assert.NotEqual(500, (int)response.StatusCode);
                problems++;
            }
        }

        Assert.True(problems > 40, $"only {problems} problems");
    }

    private static Uri Uri(string path) => new(
        $"http://usher{Place().Replace(path, "nothing")}?take=x&skip=x&from=x&stepSeconds=x&users=x&types=x&open=x&state=x&after=x-y", UriKind.Absolute);

    private static string ErrorsPage()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Usher.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Usher.slnx above the tests");
        return Path.Combine(folder, "docs", "errors.md");
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\| `(USH\d{4})` \|")]
    private static partial Regex Row();
}
