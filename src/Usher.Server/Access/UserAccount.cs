namespace Usher.Server.Access;

/// <summary>Somebody who may log in.</summary>
/// <param name="Name">As it was first written; the same in either case.</param>
/// <param name="Role">What it may.</param>
/// <param name="Secret">Salted hash of the password.</param>
/// <param name="AddedAt">When.</param>
/// <param name="AddedBy">Who did it.</param>
/// <param name="PasswordSetAt">When the password was last set.</param>
internal sealed record UserAccount(
    string Name, Role Role, string Secret, DateTimeOffset AddedAt, string AddedBy, DateTimeOffset PasswordSetAt);
