namespace Vestibule.Server.Pages.Layout;

/// <summary>How a page lies on the screen. Public because Razor components are.</summary>
public enum PageShape
{
    /// <summary>One card in the middle: something to do.</summary>
    Card,

    /// <summary>A column of text: something to read.</summary>
    Document,
}
