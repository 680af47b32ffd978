using Usher.Cli.Admin;

namespace Usher.Cli.Tests.Admin;

public sealed class AdminAddressTests
{
    [Theory]
    [InlineData("license1", "license1:1455")]
    [InlineData("license1:8443", "license1:8443")]
    [InlineData("https://license1", "license1:1455")]
    [InlineData("https://license1:8443/", "license1:8443")]
    [InlineData("10.0.0.1", "10.0.0.1:1455")]
    [InlineData("fd00::1", "[fd00::1]:1455")]
    [InlineData("[fd00::1]", "[fd00::1]:1455")]
    [InlineData("https://[fd00::1]:8443", "[fd00::1]:8443")]
    public void An_address_has_the_port_of_management_unless_it_says_another(string text, string address) =>
        Assert.Equal(address, AdminAddress.Read(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("http://license1")]
    [InlineData("1455@license1")]
    [InlineData("license1:x")]
    [InlineData("license1/path")]
    public void What_is_no_address_is_a_usage_error(string text) =>
        Assert.Equal(CliCodes.BadValue, Assert.Throws<FaultException>(() => AdminAddress.Read(text)).Fault.Code);
}
