using System.ComponentModel;

namespace IdBellen.Tenancy.Hardening;

/// <summary>
/// Protects the process memory, which contains keys and, in the api, disclosed data. A crash must not write it to disk, where it would
/// outlive the retention, and other processes of the same user must not read it.
/// </summary>
public static class MemoryDumps
{
    /// <summary>
    /// Disables core dumps for this process on Linux; does nothing elsewhere. The resource limit applies to core files; clearing the
    /// dumpable flag also covers dumps that the kernel pipes to a program, which the limit does not (core(5)), and debuggers.
    /// </summary>
    /// <exception cref="Win32Exception">The kernel refused. Then the program must not start.</exception>
    public static void Forbid()
    {
        if (!OperatingSystem.IsLinux()) return;
        if (NativeMethods.setrlimit(NativeMethods.RLIMIT_CORE, new NativeMethods.ResourceLimit(0, 0)) != 0) throw new Win32Exception();
        if (NativeMethods.prctl(NativeMethods.PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) throw new Win32Exception();
    }
}
