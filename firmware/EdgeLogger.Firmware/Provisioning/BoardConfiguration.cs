using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// Which configuration the board runs, and why. A new one is written beside the one that runs, tried from the next start on, and
/// kept once the gateway has acknowledged something; else the one before comes back. After crashes that follow on one another the
/// board runs with default sampling. Everything that decides survives a reset.
/// </summary>
public sealed class BoardConfiguration
{
    /// <summary>Starts that a trial may take: power may go once or twice, a board that crashes must not try for ever.</summary>
    public const int MostTrialBoots = 3;

    /// <summary>Crashes in a row that lead into safe mode.</summary>
    public const int MostCrashes = 4;

    /// <summary>A run of so long ends a row of crashes, ms.</summary>
    public const long SoundRunMs = 10 * 60_000;

    /// <summary>A run of so long ends safe mode, ms.</summary>
    public const long StableRunMs = 24 * 3_600_000;

    private readonly ConfigStore _store;
    private readonly BoardLimits _limits;
    private bool _ranSound;
    private long _startMs = -1;

    /// <summary>Reads the flash, counts the start, and decides what runs.</summary>
    /// <param name="flash">The settings' flash: <see cref="ConfigStore"/>.</param>
    /// <param name="reset">Why the board starts.</param>
    /// <param name="boardId">The id while nothing is configured.</param>
    /// <param name="limits">What the board can do; null: what the reference board can.</param>
    /// <exception cref="System.InvalidOperationException">The flash cannot be read.</exception>
    public BoardConfiguration(IFlash flash, ResetReason reset, string boardId, BoardLimits? limits = null)
    {
        _limits = limits ?? BoardLimits.WithPsram();
        _store = new ConfigStore(flash);
        if (!_store.Mount())
        {
            throw new System.InvalidOperationException(
                "The settings' flash cannot be read. Restart the board; if it stays so, replace the flash.");
        }

        CountStart(reset);
        Settings = Load(boardId);
    }

    /// <summary>What the board runs with.</summary>
    public BoardSettings Settings { get; private set; }

    /// <summary>Whether a configuration is set at all.</summary>
    public bool IsConfigured => Settings.Version > 0;

    /// <summary>Whether what runs is being tried.</summary>
    public bool IsTrial => _store.Memory.Trial != 0;

    /// <summary>Whether the board runs with default sampling after crashes.</summary>
    public bool IsSafeMode => _store.Memory.IsSafeMode;

    /// <summary>Crashes, one soon after the other.</summary>
    public int Crashes => _store.Memory.Crashes;

    /// <summary>Starts of the board, this one included: a number that only rises.</summary>
    public long Starts => _store.Memory.Starts;

    /// <summary>The number of the signed command taken last: none with this or a lower one is taken.</summary>
    public long CommandNumber => _store.Memory.CommandNumber;

    /// <summary>Restarts ever, 255 at most, for want of an acknowledgement from the gateway.</summary>
    public int UnheardRestarts => _store.Memory.UnheardRestarts;

    /// <summary>What became of the configuration offered last.</summary>
    public ConfigOutcome Outcome => _store.Memory.Outcome;

    /// <summary>Its version.</summary>
    public int OutcomeVersion => _store.Memory.OutcomeVersion;

    /// <summary>Why it was refused; empty if it was not, or a start ago.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Whether the board has to restart, to run with something else.</summary>
    public bool IsRestartWanted { get; private set; }

    /// <summary>Whether the outcome has changed since the last look.</summary>
    public bool IsNews { get; private set; }

    /// <summary>Notes that the news was reported.</summary>
    public void NewsReported() => IsNews = false;

    /// <summary>
    /// Takes a document that came on the retained topic. One that runs, or is older, is not news: the broker repeats it.
    /// </summary>
    public void Offer(byte[] document, int length)
    {
        BoardSettings next = Read(document, length, false, out string problem);
        bool isRepeated = next.Version > 0 && next.Version <= Settings.Version;
        if (isRepeated || (problem.Length == 0 && IsRolledBack(document, length)))
        {
            return;
        }

        Take(next, problem, document, length);
    }

    /// <summary>Takes a document from the serial line.</summary>
    /// <returns>Empty, or why it is refused.</returns>
    public string Set(byte[] document, int length)
    {
        BoardSettings next = Read(document, length, true, out string problem);
        if (problem.Length == 0 && next.Version <= Settings.Version)
        {
            problem = "version: wanted a number above the running " + Settings.Version.ToString();
        }

        Take(next, problem, document, length);
        return Problem;
    }

    /// <summary>
    /// Keeps a changed calibration of <see cref="Settings"/> as the next version. It runs already: nothing is tried.
    /// </summary>
    /// <returns>Empty, or why it cannot be kept.</returns>
    public string KeepCalibration()
    {
        if (IsTrial || IsSafeMode)
        {
            return IsTrial ? "a configuration is being tried: wait until it is confirmed" : "the board is in safe mode: "
                + "give it a configuration first";
        }

        Settings.Version++;
        if (!Commit(Settings))
        {
            Settings.Version--;
            return "the flash refused it";
        }

        return "";
    }

    /// <summary>Keeps another key, under the same version. It holds at once: nothing is tried.</summary>
    /// <param name="key">32 bytes; none: no key any more.</param>
    /// <returns>Empty, or why it cannot be kept.</returns>
    public string KeepKey(byte[] key)
    {
        if (!IsConfigured)
        {
            return "the board has no configuration yet: give it one first";
        }

        if (IsTrial || IsSafeMode)
        {
            return IsTrial ? "a configuration is being tried: wait until it is confirmed" : "the board is in safe mode: "
                + "give it a configuration first";
        }

        byte[] before = Settings.Key;
        uint good = _store.Memory.Good;
        Settings.Key = key;
        uint sequence = Write(Settings);
        if (sequence > 0)
        {
            _store.Memory.Good = sequence;
            if (_store.Save())
            {
                return "";
            }
        }

        _store.Memory.Good = good;
        Settings.Key = before;
        return "the flash refused it";
    }

    /// <summary>Keeps the number of a command before the command is done; false if the flash refuses it.</summary>
    public bool KeepCommandNumber(long number)
    {
        long before = CommandNumber;
        _store.Memory.CommandNumber = number;
        if (_store.Save())
        {
            return true;
        }

        _store.Memory.CommandNumber = before;
        return false;
    }

    /// <summary>Does what is due.</summary>
    /// <param name="linkMs">The link's clock, ms: it runs on while nothing is measured.</param>
    /// <param name="isAcknowledged">Whether the gateway has acknowledged something since the start.</param>
    public void Step(long linkMs, bool isAcknowledged)
    {
        _startMs = _startMs < 0 ? linkMs : _startMs;
        long runMs = linkMs - _startMs;
        if (IsTrial && !IsRestartWanted)
        {
            StepTrial(runMs, isAcknowledged);
        }

        if (!_ranSound && runMs >= SoundRunMs)
        {
            _ranSound = true;
            if (Crashes > 0 && !IsSafeMode)
            {
                _store.Memory.Crashes = 0;
                _store.Save();
            }
        }

        if (IsSafeMode && runMs >= StableRunMs && !IsRestartWanted)
        {
            LeaveSafeMode();
            _store.Save();
            Restart();
        }
    }

    /// <summary>The board will restart, and that is not a crash.</summary>
    public void Restart()
    {
        _store.Memory.IsRestartExpected = true;
        _store.Save();
        IsRestartWanted = true;
    }

    /// <summary>The board will restart because the gateway has not acknowledged anything for hours.</summary>
    public void RestartUnheard()
    {
        if (UnheardRestarts < 255)
        {
            _store.Memory.UnheardRestarts++;
        }

        Restart();
    }

    private void CountStart(ResetReason reset)
    {
        BoardMemory memory = _store.Memory;
        bool isSupply = reset == ResetReason.PowerOn || reset == ResetReason.Brownout;
        bool isCrash = !isSupply && !memory.IsRestartExpected;
        memory.Starts++;
        memory.IsRestartExpected = false;
        if (isCrash && memory.Crashes < 255)
        {
            memory.Crashes++;
        }

        if (memory.Trial != 0 && memory.TrialBoots++ >= MostTrialBoots)
        {
            RollBack(ConfigOutcome.Crashed);
            memory.Crashes = 0;
        }

        if (memory.Crashes >= MostCrashes && memory.Trial == 0)
        {
            memory.IsSafeMode = true;
        }

        _store.Save();
    }

    private BoardSettings Load(string boardId)
    {
        BoardMemory memory = _store.Memory;
        if (memory.Trial != 0 && !TryLoad(memory.Trial))
        {
            // It was whole when it was written: the flash has lost it.
            RollBack(ConfigOutcome.Refused);
            _store.Save();
        }

        if (memory.Trial == 0 && !TryLoad(memory.Good))
        {
            Settings = new BoardSettings();
            Settings.BoardId = boardId;
        }

        if (memory.IsSafeMode)
        {
            SafeSettings.Apply(Settings);
        }

        return Settings;
    }

    private bool TryLoad(uint sequence)
    {
        Settings = new BoardSettings();
        return _store.TryLoad(sequence)
            && BoardDocument.Read(_store.Buffer, ConfigStore.DocumentAt, _store.DocumentLength, true, Settings).Length == 0;
    }

    // Secrets that a document leaves out stay as they are.
    private BoardSettings Read(byte[] document, int length, bool isSerial, out string problem)
    {
        BoardSettings next = new BoardSettings();
        next.WifiPassword = Settings.WifiPassword;
        next.Password = Settings.Password;
        next.Key = Settings.Key;
        next.ClientCertificate = Settings.ClientCertificate;
        next.ClientKey = Settings.ClientKey;
        problem = BoardDocument.Read(document, 0, length, isSerial, next);
        if (problem.Length == 0 && next.Key != Settings.Key)
        {
            problem = "key: wanted nothing: a key is set by the command key, so that nothing of it is on trial";
        }

        if (problem.Length == 0)
        {
            problem = _limits.Problem(next);
        }

        if (problem.Length == 0 && IsConfigured && next.BoardId != Settings.BoardId)
        {
            // The frames in its flash belong to the name that they were made under.
            problem = "board: wanted \"" + Settings.BoardId + "\"; a board gets another name when its flash is erased";
        }

        return next;
    }

    private void Take(BoardSettings next, string problem, byte[] document, int length)
    {
        BoardMemory memory = _store.Memory;
        if (problem.Length == 0 && !Start(next, document, length))
        {
            problem = "the flash refused it";
        }

        Problem = problem;
        IsNews = true;
        if (problem.Length > 0)
        {
            // Only reported: the next start gets the document again.
            memory.Outcome = ConfigOutcome.Refused;
            memory.OutcomeVersion = next.Version;
        }
    }

    private bool Start(BoardSettings next, byte[] document, int length)
    {
        BoardMemory memory = _store.Memory;
        if (memory.Good == 0)
        {
            // There is none to fall back on: it runs permanently from the next start on.
            if (!Commit(next))
            {
                return false;
            }

            Restart();
            return true;
        }

        if (memory.Trial != 0)
        {
            memory.Trial = 0;
            if (!_store.Save())
            {
                return false;
            }
        }

        uint sequence = Write(next);
        if (sequence == 0)
        {
            return false;
        }

        memory.Trial = sequence;
        memory.TrialBoots = 0;
        memory.RolledBackCrc = Crc32.Compute(document, 0, length);
        memory.Outcome = ConfigOutcome.Trial;
        memory.OutcomeVersion = next.Version;
        LeaveSafeMode();
        Restart();
        return true;
    }

    private bool Commit(BoardSettings settings)
    {
        uint sequence = Write(settings);
        if (sequence == 0)
        {
            return false;
        }

        BoardMemory memory = _store.Memory;
        memory.Good = sequence;
        memory.Trial = 0;
        memory.RolledBackCrc = 0;
        memory.Outcome = ConfigOutcome.Confirmed;
        memory.OutcomeVersion = settings.Version;
        return _store.Save();
    }

    private uint Write(BoardSettings settings)
    {
        byte[] document = BoardDocumentWriter.Write(settings, true);
        return document.Length > BoardDocument.MaxLength ? 0 : _store.Write(document, document.Length);
    }

    private void StepTrial(long runMs, bool isAcknowledged)
    {
        if (isAcknowledged)
        {
            BoardMemory memory = _store.Memory;
            memory.Good = memory.Trial;
            memory.Trial = 0;
            memory.RolledBackCrc = 0;
            memory.Outcome = ConfigOutcome.Confirmed;
            memory.Crashes = 0;
            _store.Save();
            IsNews = true;
        }
        else if (runMs >= Settings.TrialSeconds * 1000L)
        {
            RollBack(ConfigOutcome.NotReached);
            Restart();
        }
    }

    private void RollBack(ConfigOutcome outcome)
    {
        BoardMemory memory = _store.Memory;
        memory.Trial = 0;
        memory.Outcome = outcome;
        IsNews = true;
    }

    private void LeaveSafeMode()
    {
        _store.Memory.IsSafeMode = false;
        _store.Memory.Crashes = 0;
    }

    private bool IsRolledBack(byte[] document, int length)
    {
        BoardMemory memory = _store.Memory;
        return memory.Trial == 0 && memory.RolledBackCrc != 0 && memory.RolledBackCrc == Crc32.Compute(document, 0, length);
    }
}
