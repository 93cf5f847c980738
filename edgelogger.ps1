# The one command, for Windows: .\edgelogger.ps1 demo, .\edgelogger.ps1 test, ... Its twin for Linux and macOS is ./edgelogger.
# It builds what has changed and passes its arguments on; it installs nothing, but says what to install.
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue) -or -not ((dotnet --list-sdks) -match '^10\.')) {
    Write-Error '.NET SDK 10 is missing. Install it (winget install Microsoft.DotNet.SDK.10), then run this again.'
}
if ($args.Count -gt 0 -and $args[0] -in 'demo', 'serve', 'replay', 'test' -and -not (Get-Command mosquitto -ErrorAction SilentlyContinue)) {
    Write-Warning 'mosquitto is not on the PATH. Install it (winget install EclipseFoundation.Mosquitto), unless your NuGet feed has MQTTnet.'
}

if ($args.Count -gt 0 -and $args[0] -eq 'test') {
    dotnet build "$here\EdgeLogger.sln" -c Release -v quiet --nologo
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    Push-Location $here
    try { dotnet test --solution EdgeLogger.sln -c Release --no-build --max-parallel-test-modules 2 --ignore-exit-code 8 }
    finally { Pop-Location }
    exit $LASTEXITCODE
}

dotnet build "$here\gateway\EdgeLogger.Gateway\EdgeLogger.Gateway.csproj" -c Release -v quiet --nologo -clp:NoSummary
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
dotnet "$here\gateway\EdgeLogger.Gateway\bin\Release\net10.0\edgelogger.dll" @args
exit $LASTEXITCODE
