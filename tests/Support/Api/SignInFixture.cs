using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Identity;

namespace IdBellen.Tests.Support.Api;

/// <summary>
/// As <see cref="ApiFixture"/>, with hashes of passwords that take as long as in production: for tests of who signs in, and of what comes
/// together while a hash is computed.
/// </summary>
public sealed class SignInFixture(TestEnvironment environment) : ApiFixture(environment)
{
    protected override int HashIterations => new PasswordHasherOptions().IterationCount;
}
