namespace EdgeLogger.Web.Access;

/// <summary>What a person or a program may do. Each may do what those before it may.</summary>
public enum Role
{
    /// <summary>See everything but secrets.</summary>
    Viewer,

    /// <summary>Acknowledge and silence alerts, edit what is known of a cell.</summary>
    Operator,

    /// <summary>Change rules and notifiers.</summary>
    Admin,
}
