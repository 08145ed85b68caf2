using Vestibule.Server.Commands.DatabaseVerbs;

namespace Server.Tests.Commands;

public sealed class DatabaseFindingTests
{
    [Fact]
    public void Each_finding_of_a_check_stands_alone() => Assert.Equal(
        ["Tree 5 page 5 cell 0: invalid page number 99", "Tree 5 page 6: btreeInitPage() returns error code 11", "row 3 missing from index users_by_name"],
        DatabaseCommand.OneEach(["*** in database main ***\nTree 5 page 5 cell 0: invalid page number 99\nTree 5 page 6: btreeInitPage() returns error code 11", "row 3 missing from index users_by_name"]));
}
