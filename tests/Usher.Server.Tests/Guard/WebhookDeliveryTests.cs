using System.Net;
using Usher.Server.Guard;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Guard;

public sealed class WebhookDeliveryTests : IDisposable
{
    private static readonly Uri Url = new("https://hooks.example.org/secret");

    private readonly FakeClock _clock = new();
    private readonly Receiver _receiver = new();
    private readonly WebhookDelivery _webhook;

    public WebhookDeliveryTests() => _webhook = new(Url, _clock, _receiver);

    public void Dispose() => _webhook.Dispose();

    [Fact]
    public async Task A_notice_is_posted_as_json_to_the_url()
    {
        await DeliverAsync();
        Assert.Equal(["POST https://hooks.example.org/secret application/json {}"], _receiver.Got);
    }

    [Fact]
    public async Task A_receiver_in_trouble_is_tried_again_after_a_pause_and_then_given_up()
    {
        _receiver.Answers = _ => new(HttpStatusCode.BadGateway);
        var delivering = DeliverAsync();
        foreach (var pause in WebhookDelivery.Pauses)
            await _clock.PassAsync(pause);
        var error = await Assert.ThrowsAsync<DeliveryException>(() => delivering);
        Assert.Equal("hooks.example.org: answered 502, after 3 attempts", error.Message);
        Assert.Equal(WebhookDelivery.AttemptsMax, _receiver.Got.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task An_answer_that_will_not_change_is_not_asked_for_again(HttpStatusCode status)
    {
        _receiver.Answers = _ => new(status) { Headers = { Location = new Uri("https://elsewhere.example.org/") } };
        var error = await Assert.ThrowsAsync<DeliveryException>(DeliverAsync);
        Assert.Equal($"hooks.example.org: answered {(int)status}, after 1 attempt", error.Message);
        Assert.Single(_receiver.Got);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_not_waited_for()
    {
        _receiver.Answers = null;
        var delivering = DeliverAsync();
        await _clock.PassAsync(WebhookDelivery.AttemptMax);
        _receiver.Answers = _ => new(HttpStatusCode.NoContent);
        await _clock.PassAsync(WebhookDelivery.Pauses[0]);
        await delivering;
        Assert.Equal(2, _receiver.Got.Count);
    }

    [Fact]
    public async Task The_real_one_follows_no_redirect_and_asks_no_proxy()
    {
        using var handler = WebhookDelivery.Handler();
        Assert.Equal((false, false, false), (handler.AllowAutoRedirect, handler.UseProxy, handler.UseCookies));
        await Task.CompletedTask;
    }

    private Task DeliverAsync() => _webhook.DeliverAsync("{}"u8.ToArray(), TestContext.Current.CancellationToken);

    private sealed class Receiver : HttpMessageHandler
    {
        public List<string> Got { get; } = [];

        /// <summary>Null: never answers.</summary>
        public Func<HttpRequestMessage, HttpResponseMessage>? Answers { get; set; } = _ => new(HttpStatusCode.OK);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Got.Add($"{request.Method} {request.RequestUri} {request.Content!.Headers.ContentType} {await request.Content.ReadAsStringAsync(cancellationToken)}");
            if (Answers is { } answers)
                return answers(request);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("never");
        }
    }
}
