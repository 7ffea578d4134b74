using System.Text;
using ConvGen.Model.Members;

namespace ConvGen.Onnx.Declarations;

/// <summary>Names of C# from the names of files.</summary>
public static class Identifiers
{
    /// <summary>The name of a class for a model: one that none of the members of its class has.</summary>
    /// <param name="file">The name of the file.</param>
    public static string ForClass(string file)
    {
        string name = Pascal(file, "Network");
        return NetworkMembers.MayBe(name) ? name + "Network" : name;
    }

    /// <summary>
    /// A name as the name of a type: letters and digits, each part with a capital; <c>mobilenet-v2.1</c> is MobilenetV21.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="otherwise">The result where nothing of it can be used.</param>
    public static string Pascal(string name, string otherwise)
    {
        var text = new StringBuilder();
        bool begins = true;
        foreach (char letter in name)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                begins = true;
                continue;
            }

            if (text.Length == 0 && char.IsDigit(letter))
            {
                text.Append('N');
            }

            text.Append(begins ? char.ToUpperInvariant(letter) : letter);
            begins = false;
        }

        return text.Length == 0 ? otherwise : text.ToString();
    }
}
