namespace Vestibule.Engine.Model.Subjects;

/// <summary>A kind of user, and what it may do (W-56). Each site starts with "Employee" (1) and "Administrator" (2).</summary>
/// <param name="Id">Its number within the site.</param>
/// <param name="Name">Its name.</param>
/// <param name="Administers">Whether such people see all fields, create, change, delete and reset.</param>
public sealed record UserType(long Id, string Name, bool Administers);

/// <summary>A building or floor of a list that the operator keeps (W-88).</summary>
/// <param name="Id">Its number within the site.</param>
/// <param name="Name">Its name.</param>
public sealed record Center(long Id, string Name);

/// <summary>That a person has a role at a center, or at all of them (W-54, W-88).</summary>
/// <param name="Role">One of the site's user types.</param>
/// <param name="Center">Where.</param>
public sealed record Permission(UserType Role, Center Center);
