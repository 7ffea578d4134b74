using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>Takes what emitted methods share, each of which is emitted once: mathematical functions and tables.</summary>
internal interface ICodeLibrary
{
    /// <summary>Makes a mathematical function over one vector available, and those that it uses.</summary>
    void Require(VectorFunction function, VectorTarget width);

    /// <summary>Declares a local span over a table of constants.</summary>
    void DeclareTable(SourceWriter writer, string type, string name, IEnumerable<string> values);
}
