namespace EdgeLogger.Architecture.Tests.Folders;

/// <summary>One type of a folder that uses a type of another folder.</summary>
/// <param name="From">The namespace of the one that uses.</param>
/// <param name="User">Its name.</param>
/// <param name="To">The namespace of the one that is used.</param>
/// <param name="Used">Its name.</param>
internal sealed record FolderReference(string From, string User, string To, string Used)
{
    public override string ToString() => $"{From}.{User} uses {To}.{Used}";
}
