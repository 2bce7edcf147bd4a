using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Tests.Unit.Tenancy.Postgres;

/// <summary>What a derived connection keeps of the platform's connection string, and what it never takes from it.</summary>
public sealed class PostgresAddressTests
{
    private const string Least = "Host=db.intern;Database=idbellen;Username=idbellen_api;Password=geheim";

    private static readonly DatabaseLogin Login = new("idbellen_arnhem", "idbellen_arnhem_a", "p;a=s'w");

    [Theory]
    [InlineData("SSL Mode=VerifyFull")]
    [InlineData("SSL Mode=VerifyCA")]
    [InlineData("SSL Mode=Require")]
    [InlineData("SSL Negotiation=Direct;SSL Mode=Require")]
    [InlineData("Root Certificate=/etc/ca.pem")]
    [InlineData("SSL Certificate=/etc/client.pem;SSL Key=/etc/client.key;SSL Password=x")]
    [InlineData("Check Certificate Revocation=True")]
    [InlineData("Channel Binding=Require")]
    [InlineData("Require Auth=ScramSHA256")]
    [InlineData("GSS Encryption Mode=Disable")]
    [InlineData("Host=een.intern:5433,twee.intern;Target Session Attributes=read-write;Load Balance Hosts=True")]
    [InlineData("Port=5499")]
    [InlineData("Timeout=33;Cancellation Timeout=700")]
    [InlineData("Command Timeout=44")]
    [InlineData("Keepalive=7;TCP Keepalive=True;TCP Keepalive Time=5;TCP Keepalive Interval=3")]
    [InlineData("Connection Lifetime=600")]
    [InlineData("Options=-c geqo=off")]
    [InlineData("Timezone=Europe/Amsterdam;Encoding=UTF8;Client Encoding=UTF8")]
    [InlineData("Read Buffer Size=16384")]
    [InlineData("Array Nullability Mode=Always")]
    public void Whatever_says_how_to_reach_the_server_is_kept_on_every_connection(string settings)
    {
        var given = new NpgsqlConnectionStringBuilder($"{Least};{settings}");
        foreach (var (name, derived) in Derived(given.ConnectionString))
        {
            foreach (var key in new System.Data.Common.DbConnectionStringBuilder { ConnectionString = settings }.Keys!.Cast<string>())
            {
                // Npgsql tells no SSL password in the connection string of a source.
                if (key != "ssl password") derived[key].Should().Be(given[key], "{0} of {1}", key, name);
            }
        }
    }

    [Fact]
    public void Every_setting_that_Npgsql_knows_is_kept_or_among_those_that_are_ours()
    {
        string[] ours =
        [
            "Application Name", "Auto Prepare Min Usages", "Connection Idle Lifetime", "Database", "Include Error Detail",
            "Log Parameters", "Max Auto Prepare", "Maximum Pool Size", "Minimum Pool Size", "Multiplexing",
            "No Reset On Close", "Passfile", "Password", "Persist Security Info", "Pooling", "Search Path", "Username",
        ];
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var property in typeof(NpgsqlConnectionStringBuilder).GetProperties()
            .Where(one => one.CanWrite && one.GetIndexParameters().Length == 0))
        {
            var given = new NpgsqlConnectionStringBuilder(Least);
            if (property.Name is "ConnectionString" or "BrowsableConnectionString"
                || Other(property.PropertyType, property.GetValue(given)) is not { } value)
                continue;
            try
            {
                property.SetValue(given, value);
                _ = Derived(given.ConnectionString).Last();
            }
            catch (Exception)
            {
                // Npgsql itself refuses it; those that go together are in the table above.
                continue;
            }
            var keyword = given.Keys.Except(new NpgsqlConnectionStringBuilder(Least).Keys, StringComparer.Ordinal).SingleOrDefault();
            var derived = Derived(given.ConnectionString).Last().Settings;
            if (keyword is not null && !Equals(property.GetValue(derived), property.GetValue(given))) changed.Add(keyword);
        }
        changed.Should().BeSubsetOf(ours);
    }

    [Fact]
    public void A_tenant_connection_has_its_own_database_user_and_password()
    {
        using var source = Address(Least).Tenant(Login, 3).Open();
        using var connection = source.CreateConnection();

        (connection.Database, connection.UserName).Should().Be(("idbellen_arnhem", "idbellen_arnhem_a"));
        var derived = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        (derived.Host, derived.MaxPoolSize).Should().Be(("db.intern", 3));
    }

    [Theory]
    [InlineData("Pooling=False")]
    [InlineData("Maximum Pool Size=500")]
    [InlineData("Minimum Pool Size=50")]
    [InlineData("Multiplexing=True")]
    [InlineData("Search Path=elsewhere")]
    [InlineData("Include Error Detail=True")]
    [InlineData("Persist Security Info=True")]
    [InlineData("Application Name=somebody")]
    public void What_is_counted_kept_apart_or_kept_secret_is_never_taken_from_the_string(string setting)
    {
        var (key, value) = (setting.Split('=')[0], setting.Split('=')[1]);
        foreach (var (name, derived) in Derived($"{Least};{setting}")) $"{derived[key]}".Should().NotBe(value, "{0} of {1}", key, name);
    }

    [Theory]
    [InlineData("No Reset On Close=True;Max Auto Prepare=0")]
    [InlineData("No Reset On Close=False;Max Auto Prepare=3")]
    public void Sessions_are_kept_where_the_code_is_made_for_it_and_reset_elsewhere_whatever_the_string_says(string setting)
    {
        var address = Address($"{Least};{setting}");

        Kept(address.Tenant(Login, 3)).Should().Be((true, 100));
        Kept(address.Platform(4, keepsSessions: true)).Should().Be((true, 100));
        Kept(address.Platform(4)).Kept.Should().BeFalse();

        static (bool Kept, int Prepared) Kept(PoolSettings settings)
        {
            var derived = new NpgsqlConnectionStringBuilder(settings.Open().ConnectionString);
            return (derived.NoResetOnClose, derived.MaxAutoPrepare);
        }
    }

    [Fact]
    public void Times_of_ours_hold_where_the_string_says_nothing()
    {
        foreach (var (_, derived) in Derived(Least)) (derived.Timeout, derived.CommandTimeout).Should().Be((5, 10));
        new NpgsqlConnectionStringBuilder(
            Address(Least).Platform(4, keepAlive: TimeSpan.FromSeconds(10)).Open().ConnectionString).KeepAlive.Should().Be(10);
    }

    [Fact]
    public void Nothing_that_is_printed_holds_the_password()
    {
        var settings = Address(Least).Tenant(Login, 3);

        $"{settings} {Login} {settings.Open().ConnectionString}".Should().NotContain(Login.Password).And.NotContain("geheim");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=db.intern;Database=idbellen")]
    [InlineData("Host=db.intern;Username=a")]
    [InlineData("Database=idbellen;Username=a")]
    [InlineData("Host=db.intern;Database=idbellen;Username=a;Sll Mode=VerifyFull")]
    [InlineData("Host=db.intern;Database=idbellen;Username=a;SSL Mode=Paranoid")]
    public void A_string_that_is_not_one_is_refused_without_being_quoted(string given)
    {
        var parse = () => PostgresAddress.Parse(given, "tests");

        parse.Should().Throw<InvalidOperationException>().WithMessage("*Platform__ConnectionString*").Which.InnerException.Should()
            .BeNull();
    }

    private static PostgresAddress Address(string given) => PostgresAddress.Parse(given, "tests", TimeSpan.FromSeconds(10));

    private static IEnumerable<(string Name, NpgsqlConnectionStringBuilder Settings)> Derived(string given)
    {
        yield return ("platform", new(Address(given).Platform(4).Open().ConnectionString));
        yield return ("jobs", new(Address(given).Platform(4, "jobs").Open().ConnectionString));
        yield return ("tenant", new(Address(given).Tenant(Login, 3).Open().ConnectionString));
    }

    private static object? Other(Type type, object? value) => value switch
    {
        bool one => !one,
        int one => one + 1,
        Enum one => Enum.GetValues(type).Cast<object>().LastOrDefault(other => !other.Equals(one)),
        _ when type == typeof(string) => "other",
        _ => null,
    };
}
