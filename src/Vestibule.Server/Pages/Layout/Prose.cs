using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Vestibule.Server.Pages.Layout;

/// <summary>A text of ours in which what stands between backticks is code. Written by hand, because blanks around code matter here.
/// Public because Razor markup finds only public components.</summary>
public sealed class Prose : ComponentBase
{
    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var isCode = false;
        foreach (var part in Text.Split('`'))
        {
            if (isCode) builder.OpenElement(0, "code");
            builder.AddContent(1, part);
            if (isCode) builder.CloseElement();
            isCode = !isCode;
        }
    }
}
