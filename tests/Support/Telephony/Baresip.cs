using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>baresip, a softphone: one caller, who is told what to do over its control connection. It records what it hears.</summary>
public sealed class Baresip : IAsyncDisposable
{
    // It does not know \u002B for the + of a number.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Here = "127.0.0.1";
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMilliseconds(120);
    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly TcpClient control = new();
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task listening = Task.CompletedTask;

    private Baresip(Process process, DirectoryInfo folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Ends when the call has ended.</summary>
    public Task Ended => ended.Task;

    /// <summary>How much it has recorded of what it hears, in bytes: 16000 for a second.</summary>
    public long Heard => folder.EnumerateFiles("dump-*-dec.wav").Sum(file => file.Length);

    /// <param name="caller">The caller's own number.</param>
    public static async Task<Baresip> StartAsync(string caller = "+31612345678")
    {
        var callers = await Callers.GetAsync();
        var folder = Directory.CreateTempSubdirectory("id-bellen-test-baresip-");
        // Above its port for SIP it wants the next one too, for TLS.
        var (control, sip) = (LoopbackPort.Free(), LoopbackPort.Free());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "accounts"), $"<sip:{caller}@{Here}>;auth_pass=none;regint=0\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "contacts"), "");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config"), string.Create(CultureInfo.InvariantCulture, $"""
            poll_method epoll
            sip_listen {Here}:{sip}
            net_interface {Here}
            rtp_ports 33000-49000
            audio_player aubridge,a
            audio_source aubridge,a
            audio_alert aubridge,b
            audio_path {folder.FullName}
            snd_path {folder.FullName}
            module_path {callers.BaresipModules}
            module g711.so
            module uuid.so
            module aubridge.so
            module sndfile.so
            module_app account.so
            module_app menu.so
            module_app ctrl_tcp.so
            ctrl_tcp_listen {Here}:{control}

            """));
        var start = new ProcessStartInfo(callers.Baresip, ["-f", folder.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var phone = new Baresip(Process.Start(start)!, folder);
        phone.process.BeginOutputReadLine();
        phone.process.BeginErrorReadLine();
        await Eventually.BeTrueAsync(() => phone.ConnectAsync(control), what: "baresip listens");
        return phone;
    }

    /// <summary>Returns when the call was answered.</summary>
    public async Task CallAsync(AsteriskServer asterisk, string number)
    {
        await TellAsync("dial", $"sip:{number}@{asterisk.Sip}");
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(90));
    }

    /// <summary>Presses keys one after the other (RFC 4733).</summary>
    public async Task PressAsync(string keys)
    {
        foreach (var key in keys)
        {
            await TellAsync("sndcode", key.ToString());
            await Task.Delay(BetweenKeys);
        }
    }

    public Task HangUpAsync() => TellAsync("hangup", "");

    public async ValueTask DisposeAsync()
    {
        if (answered.Task.IsCompleted && !ended.Task.IsCompleted)
        {
            await HangUpAsync();
            await Task.WhenAny(Ended, Task.Delay(TimeSpan.FromSeconds(5)));
        }
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        control.Dispose();
        await listening;
        folder.Delete(recursive: true);
    }

    private async Task<bool> ConnectAsync(int port)
    {
        if (process.HasExited) throw new InvalidOperationException("baresip has ended.");
        try
        {
            await control.ConnectAsync(Here, port);
        }
        catch (SocketException)
        {
            return false;
        }
        listening = Task.Run(ListenAsync);
        return true;
    }

    // Netstrings with JSON.
    private async Task TellAsync(string command, string parameters)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = command, ["params"] = parameters }, Plain);
        var stream = control.GetStream();
        await stream.WriteAsync((byte[])[.. System.Text.Encoding.ASCII.GetBytes($"{message.Length}:"), .. message, (byte)',']);
    }

    private async Task ListenAsync()
    {
        using var reader = new StreamReader(control.GetStream());
        var all = new System.Text.StringBuilder();
        var buffer = new char[4096];
        try
        {
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                var text = all.Append(buffer, 0, count).ToString();
                if (text.Contains("\"CALL_ESTABLISHED\"", StringComparison.Ordinal)) answered.TrySetResult();
                if (text.Contains("\"CALL_CLOSED\"", StringComparison.Ordinal)) ended.TrySetResult();
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // It has ended.
        }
    }
}
