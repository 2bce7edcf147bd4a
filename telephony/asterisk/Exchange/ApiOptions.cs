using System.ComponentModel.DataAnnotations;

namespace IdBellen.Telephony.Asterisk.Exchange;

/// <summary>Where the api is. Requests carry the host of their municipality.</summary>
internal sealed record ApiOptions
{
    public const string Section = "Api";

    /// <summary>Inside the cluster, for example <c>http://id-bellen-api:8080</c>.</summary>
    [Required(ErrorMessage = "Set Api__Address to the address of the api inside the cluster.")]
    public Uri? Address { get; init; }
}
