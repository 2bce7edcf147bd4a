using IdBellen.Demo.Irma.Outcomes;
using IdBellen.Demo.Irma.Wire;

namespace IdBellen.Demo.Irma.Requestor;

/// <summary><c>GET /publickey</c>: PEM, to verify result JWTs with.</summary>
internal static class ReadPublicKey
{
    public static IResult Handle(SigningKey key) => key.Rsa is { } rsa
        ? Results.Text(rsa.ExportSubjectPublicKeyInfoPem() + "\n", "text/plain; charset=utf-8")
        : IrmaError.Unsupported().ToResult();
}
