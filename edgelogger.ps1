# The one command, for Windows: .\edgelogger.ps1 demo, .\edgelogger.ps1 test, ... Its twin for Linux and macOS is ./edgelogger.
# It builds what has changed and passes its arguments on; it installs nothing, but says what to install.
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue) -or -not ((dotnet --list-sdks) -match '^10\.')) {
    Write-Error '.NET SDK 10 is missing. Install it (winget install Microsoft.DotNet.SDK.10), then run this again.'
}
# serve and demo have a built-in broker; these kill theirs.
if ($args.Count -gt 0 -and $args[0] -in 'replay', 'soak', 'test' -and -not (Get-Command mosquitto -ErrorAction SilentlyContinue)) {
    Write-Warning 'mosquitto is not on the PATH, and this needs it. Install it: winget install EclipseFoundation.Mosquitto'
}

if ($args.Count -gt 0 -and $args[0] -eq 'test') {
    dotnet build "$here\EdgeLogger.sln" -c Release -v quiet --nologo
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    $options = @($args | Select-Object -Skip 1)
    $failed = @()
    foreach ($project in Get-ChildItem "$here\tests" -Directory -Filter '*.Tests') {
        # Suites too long for every change are left out.
        dotnet "$($project.FullName)\bin\Release\net10.0\$($project.Name).dll" -trait- 'verify=*' @options
        if ($LASTEXITCODE -ne 0) { $failed += $project.Name }
    }
    if ($failed.Count -gt 0) { Write-Output "failed: $($failed -join ', ')"; exit 1 }
    Write-Output 'all test projects passed'
    exit 0
}

# The bench has what shows the product, tries it and measures it.
$isBench = $args.Count -gt 0 -and ($args[0] -in 'demo', 'replay', 'soak', 'verify', 'bench' -or "$($args[0..1])" -eq 'board virtual')
$folder, $name, $program = if ($isBench) { 'bench', 'EdgeLogger.Bench', 'edgelogger-bench' } else { 'gateway', 'EdgeLogger.Gateway', 'edgelogger' }
dotnet build "$here\$folder\$name\$name.csproj" -c Release -v quiet --nologo -clp:NoSummary
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
dotnet "$here\$folder\$name\bin\Release\net10.0\$program.dll" @args
exit $LASTEXITCODE
