using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WorkforceTrack.App.Storage;

/// <summary>Which set of stores a file belongs to. Main and vault of one set carry the same id and generation.</summary>
internal sealed class StoreInfo
{
    public int Id { get; set; }

    public Guid StoreId { get; set; }

    public int Generation { get; set; }

    internal static void Map(EntityTypeBuilder<StoreInfo> info)
    {
        info.ToTable("StoreInfo");
        info.Property(i => i.Id).ValueGeneratedNever();
    }
}
