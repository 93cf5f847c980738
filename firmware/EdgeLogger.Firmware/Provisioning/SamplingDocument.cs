using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>The part "sampling" of the configuration: how all slots make rows and frames.</summary>
internal sealed class SamplingDocument
{
    public const string Names = "period_ms, rows_per_frame, frame_max_age_ms, added_row_ms, step_codes, break_ms, fault_after_ms";

    private readonly SamplerSettings _read = new SamplerSettings();

    public void Read(DocumentReader reader)
    {
        if (!reader.Object())
        {
            return;
        }

        while (reader.NextMember(out string name))
        {
            switch (name)
            {
                case "period_ms":
                    _read.PeriodMs = (int)reader.Integer(50, 60000);
                    break;
                case "rows_per_frame":
                    _read.RowsPerFrame = (int)reader.Integer(1, 255);
                    break;
                case "frame_max_age_ms":
                    _read.FrameMaxAgeMs = (int)reader.Integer(1000, 3600000);
                    break;
                case "added_row_ms":
                    _read.AddedRowMs = (int)reader.Integer(10, 60000);
                    break;
                case "step_codes":
                    _read.StepCodes = (int)reader.Integer(0, 16777215);
                    break;
                case "break_ms":
                    _read.BreakMs = (int)reader.Integer(200, 60000);
                    break;
                case "fault_after_ms":
                    _read.FaultAfterMs = (int)reader.Integer(500, 600000);
                    break;
                default:
                    reader.RefuseName(Names);
                    break;
            }
        }
    }

    public void Apply(SlotSettings slot)
    {
        slot.Sampler.PeriodMs = _read.PeriodMs;
        slot.Sampler.RowsPerFrame = _read.RowsPerFrame;
        slot.Sampler.FrameMaxAgeMs = _read.FrameMaxAgeMs;
        slot.Sampler.AddedRowMs = _read.AddedRowMs;
        slot.Sampler.StepCodes = _read.StepCodes;
        slot.Sampler.BreakMs = _read.BreakMs;
        slot.Sampler.FaultAfterMs = _read.FaultAfterMs;
    }
}
