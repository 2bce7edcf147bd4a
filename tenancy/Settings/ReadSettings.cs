using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IdBellen.Tenancy.Settings;

/// <summary>Options that a program needs before its services exist.</summary>
public static class ReadSettings
{
    /// <exception cref="OptionsValidationException">A setting cannot be right; the message names it.</exception>
    public static T Of<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = configuration.GetSection(section).Get<T>() ?? new T();
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new OptionsValidationException(section, typeof(T), faults.Select(fault => fault.ErrorMessage!));
    }
}
