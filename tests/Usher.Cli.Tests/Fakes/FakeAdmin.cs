using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Usher.Cli.Tests.Fakes;

/// <summary>The administration of a server that answers what the test says, or nobody.</summary>
internal sealed class FakeAdmin(HttpStatusCode status, string? answer) : HttpMessageHandler
{
    public HttpRequestMessage? Request { get; private set; }

    public string? Body { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = request;
        Body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        if (answer is null)
            throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
        return new(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
