using Usher.Client;
using Usher.Licensing;

// HoldASeat SERVERS VENDOR.pub.pem FEATURE: holds a seat until Enter is pressed. An application embeds the key instead.
var key = VendorPublicKey.Import(File.ReadAllText(args[1]));
try
{
    await using var client = await UsherClient.ConnectAsync(args[0], key);
    await using var lease = await client.CheckoutAsync(args[2], new CheckoutOptions { Wait = TimeSpan.FromMinutes(10) });
    Console.WriteLine($"holding {lease.Seats} of '{lease.Feature}' until {lease.ExpiresAt:HH:mm:ss}Z and renewing; press Enter to return it");
    using var saving = lease.Lost.Register(() => Console.Error.WriteLine($"the seat is gone, save now: {lease.LostReason}"));
    Console.ReadLine();
    return 0;
}
catch (UsherException error)
{
    Console.Error.WriteLine($"{error.Code}: {error.Message}\nhint: {error.Hint}");
    return error is RefusedException ? 1 : 3;
}
