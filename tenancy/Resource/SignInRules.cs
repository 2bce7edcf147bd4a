namespace IdBellen.Tenancy.Resource;

public static class SignInRules
{
    /// <summary>Whether accounts kept here must have a second factor: unless the municipality says that it is optional.</summary>
    public static bool RequiresSecondFactor(this MunicipalitySpec spec) => spec.SecondFactor != "optional";
}
