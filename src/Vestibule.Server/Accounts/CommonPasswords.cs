using System.Collections.Frozen;

namespace Vestibule.Server.Accounts;

/// <summary>Passwords of at least eight characters that every guessing list begins with; shorter ones are refused for their length.</summary>
internal static class CommonPasswords
{
    private const string Words = """
        password passwort password! password? passw0rd p@ssword p@ssw0rd pa$$word pa$$w0rd mypassword thepassword newpassword yourpassword nopassword
        changeme! changeme changeit letmein! letmeinnow welcome! welcomeback iloveyou iloveyou! iloveyou2 loveyou2 sunshine princess football baseball basketball
        superman spiderman batman123 starwars trustno1 whatever computer internet michelle jennifer jonathan charlotte christian elizabeth alexander samantha
        danielle veronica patricia corvette mercedes porsche911 ferrari1 mustang1 harley-davidson dolphins redskins steelers cowboys1 liverpool arsenal1 chelsea1
        barcelona realmadrid juventus marlboro maverick midnight mountain butterfly strawberry chocolate cocacola hello123 helloworld hello-world hellohello
        administrator admin123 admin1234 admin12345 administrator1 rootroot root1234 testtest test1234 test12345 testing123 guest123 guestguest user1234 username
        useruser default1 defaultpassword secret123 secretsecret topsecret mysecret login123 loginlogin master123 masterkey password123 qwerty123 qwerty1234
        qwerty12345 q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc zaq12wsx zaq1zaq1 qazwsxedc qazwsx123 asdfasdf asdf1234 asdfqwer qwerasdf zxcvbnm1
        zxcvzxcv abcd1234 abc12345 abcabcabc a1b2c3d4 aa123456 a12345678 123456abc 123abc123 abc123abc 12341234 123123123 12312312 11223344 1122334455 123321123
        12344321 123454321 147258369 159753456 789456123 987654321 135792468 246813579 31415926 19841984 20202020 696969696 11112222 12121212 13131313 10101010
        00000001 12345678a 123456789a 1234567890a 123456789q 1234qwer qwer1234 qweasdzxc qweasd123 passpass pass1234 pass12345 passme123 passcode monkey123
        dragon123 shadow123 master12 summer123 winter123 spring123 autumn123 january1 february september october1 november december monday123 friday123 freedom1 killer123
        pokemon1 naruto123 minecraft blink182 metallica nirvana1 greenday slipknot scorpion leonardo einstein napoleon victoria alexandra stephanie nicholas benjamin
        gfhjkm123 qwertyui wordpass drowssap vestibule workplace office365 company1 company123 temporary temppass temp1234 temporal onetime1 initial1 startup1 access14
        correcthorsebatterystaple jordan23 michael1 ashley123 babygirl lovelove sweetheart beautiful forever1 jesus123 ilovejesus godisgood blessed1
        """;

    private static readonly FrozenSet<string> All =
        Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a password is on the list, also with digits or an exclamation mark put behind, which guessers do next.</summary>
    internal static bool Contains(string password) =>
        All.Contains(password) || All.Contains(password.TrimEnd('!', '.', '?')) || All.Contains(password.TrimEnd("0123456789!.?".ToCharArray()));
}
