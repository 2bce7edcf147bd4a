using System.Runtime.InteropServices;

namespace IdBellen.Tenancy.Hardening;

/// <summary>Functions of the C library of Linux, with their original names.</summary>
internal static class NativeMethods
{
    /// <summary>linux/resource.h: the greatest size of a core file.</summary>
    public const int RLIMIT_CORE = 4;

    /// <summary>linux/prctl.h: whether the kernel may dump the process, and whether others of its user may read its memory.</summary>
    public const int PR_SET_DUMPABLE = 4;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int setrlimit(int resource, in ResourceLimit limit);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int prctl(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct ResourceLimit(nuint Soft, nuint Hard);
}
