# Sign programs and installers: packaging\windows\sign.ps1 FILE...
# Needs WINDOWS_CERTIFICATE (a .pfx file in Base64) and WINDOWS_CERTIFICATE_PASSWORD; without them
# nothing is signed.
param([Parameter(Mandatory, ValueFromRemainingArguments)][string[]]$Files)
$ErrorActionPreference = "Stop"
if (-not $env:WINDOWS_CERTIFICATE) {
    Write-Output "WINDOWS_CERTIFICATE is not set: nothing is signed."
    exit 0
}
$certificate = Join-Path ([IO.Path]::GetTempPath()) "colorizer.pfx"
try {
    [IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
    $tool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
        Sort-Object FullName | Select-Object -Last 1
    & $tool.FullName sign /f $certificate /p $env:WINDOWS_CERTIFICATE_PASSWORD /fd SHA256 `
        /tr http://timestamp.digicert.com /td SHA256 $Files
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
finally {
    Remove-Item -Force -ErrorAction SilentlyContinue $certificate
}
