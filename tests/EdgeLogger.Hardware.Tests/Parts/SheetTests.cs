using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.Hardware.Tests.Parts;

public class SheetTests
{
    public static TheoryData<string> PartNumbers => [.. Sheets.All.Select(sheet => sheet.PartNumber)];

    [Theory]
    [MemberData(nameof(PartNumbers))]
    public void Every_figure_names_its_place_and_is_not_above_its_limit(string partNumber)
    {
        Sheet sheet = Sheets.All.Single(sheet => sheet.PartNumber == partNumber);
        Assert.NotEmpty(sheet.Figures);
        foreach (KeyValuePair<string, Spec> figure in sheet.Figures)
        {
            Assert.False(string.IsNullOrWhiteSpace(figure.Value.Where), figure.Key);
            Assert.True(figure.Value.Typical > 0, figure.Key);
            Assert.False(figure.Value.Typical > figure.Value.Maximum, $"{figure.Key}: typical above the largest");
        }
    }

    [Fact]
    public void A_sheet_lists_all_figures_of_its_class()
    {
        foreach (TypeInfo type in typeof(Spec).Assembly.DefinedTypes.Where(
            type => type.Name.EndsWith("Sheet", System.StringComparison.Ordinal)))
        {
            PropertyInfo[] properties = type.GetProperties(BindingFlags.Public | BindingFlags.Static);
            if (properties.SingleOrDefault(property => property.PropertyType == typeof(Sheet))?.GetValue(null) is Sheet sheet)
            {
                Assert.Contains(sheet, Sheets.All);
                Assert.Equal(
                    properties.Where(property => property.PropertyType == typeof(Spec)).Select(property => property.Name).Order(),
                    sheet.Figures.Select(figure => figure.Key).Order());
            }
        }
    }
}
