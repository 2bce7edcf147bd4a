using System.ComponentModel;

namespace IdBellen.Tenancy.Hardening;

/// <summary>
/// The memory of operator and api holds keys and, in the api, what citizens disclosed. A crash must not write it to a disk, where it would outlive the
/// retention, and nobody else of the same user may read it.
/// </summary>
public static class MemoryDumps
{
    /// <summary>
    /// Forbids them for this process, on Linux; nothing elsewhere. The limit is for core files. Not being dumpable is also for programs that the kernel
    /// pipes a dump to, which the limit does not bind (core(5)), and for debuggers.
    /// </summary>
    /// <exception cref="Win32Exception">The kernel refused. Then the program must not start.</exception>
    public static void Forbid()
    {
        if (!OperatingSystem.IsLinux()) return;
        if (NativeMethods.setrlimit(NativeMethods.RLIMIT_CORE, new NativeMethods.ResourceLimit(0, 0)) != 0) throw new Win32Exception();
        if (NativeMethods.prctl(NativeMethods.PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) throw new Win32Exception();
    }
}
