; Inno Setup: an installer of the folder that PyInstaller built, for the user alone or for all.
;   ISCC /DVersion=1.2.3 packaging\windows\colorizer.iss
#ifndef Version
  #error Say which version: /DVersion=1.2.3
#endif

[Setup]
; Never change this: by it an update finds the program it replaces.
AppId={{6C0E4F0B-6E0C-4C43-9A3A-3B6D6B0D3E55}
AppName=Colorizer
AppVersion={#Version}
AppPublisher=The Colorizer authors
DefaultDirName={autopf}\Colorizer
DefaultGroupName=Colorizer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=Colorizer-{#Version}-setup
SetupIconFile=..\..\build\colorizer.ico
UninstallDisplayIcon={app}\colorizer-gui.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.Path=Add the command "colorizer" to the search path
de.Path=Den Befehl "colorizer" in den Suchpfad aufnehmen
en.OpenWith=Offer Colorizer under "Open with" for photos
de.OpenWith=Colorizer für Fotos unter "Öffnen mit" anbieten

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "openwith"; Description: "{cm:OpenWith}"
Name: "path"; Description: "{cm:Path}"; Flags: unchecked

[Files]
Source: "..\..\dist\Colorizer\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; What an earlier version had and this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Colorizer"; Filename: "{app}\colorizer-gui.exe"
Name: "{autodesktop}\Colorizer"; Filename: "{app}\colorizer-gui.exe"; Tasks: desktopicon

[Registry]
; "Open with" lists the program; what opens photos by itself stays what it was.
Root: HKA; Subkey: "Software\Classes\Applications\colorizer-gui.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Colorizer"; Flags: uninsdeletekey; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Applications\colorizer-gui.exe\shell\open\command"; ValueType: string; ValueData: """{app}\colorizer-gui.exe"" ""%1"""; Tasks: openwith
#define Suffix(str S) "Root: HKA; Subkey: ""Software\Classes\Applications\colorizer-gui.exe\SupportedTypes""; ValueType: string; ValueName: """ + S + """; ValueData: """"; Tasks: openwith"
#emit Suffix(".apng")
#emit Suffix(".arw")
#emit Suffix(".avif")
#emit Suffix(".avifs")
#emit Suffix(".bmp")
#emit Suffix(".cr2")
#emit Suffix(".cr3")
#emit Suffix(".dib")
#emit Suffix(".dng")
#emit Suffix(".heic")
#emit Suffix(".heics")
#emit Suffix(".heif")
#emit Suffix(".heifs")
#emit Suffix(".hif")
#emit Suffix(".j2c")
#emit Suffix(".j2k")
#emit Suffix(".jfi")
#emit Suffix(".jfif")
#emit Suffix(".jif")
#emit Suffix(".jls")
#emit Suffix(".jp2")
#emit Suffix(".jpc")
#emit Suffix(".jpe")
#emit Suffix(".jpeg")
#emit Suffix(".jpf")
#emit Suffix(".jpg")
#emit Suffix(".jpx")
#emit Suffix(".jxl")
#emit Suffix(".mpo")
#emit Suffix(".nef")
#emit Suffix(".nrw")
#emit Suffix(".orf")
#emit Suffix(".pef")
#emit Suffix(".pjp")
#emit Suffix(".pjpeg")
#emit Suffix(".pjpg")
#emit Suffix(".png")
#emit Suffix(".psb")
#emit Suffix(".psd")
#emit Suffix(".raf")
#emit Suffix(".rw2")
#emit Suffix(".srw")
#emit Suffix(".tif")
#emit Suffix(".tiff")
#emit Suffix(".webp")

[Code]
const
  EnvironmentKey = 'Environment';

procedure AddToPath();
var
  Path: string;
begin
  if not RegQueryStringValue(HKCU, EnvironmentKey, 'Path', Path) then
    Path := '';
  if Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0 then
  begin
    if (Path <> '') and (Path[Length(Path)] <> ';') then
      Path := Path + ';';
    RegWriteExpandStringValue(HKCU, EnvironmentKey, 'Path', Path + ExpandConstant('{app}'));
  end;
end;

procedure RemoveFromPath();
var
  Path, Own: string;
  Place: Integer;
begin
  if not RegQueryStringValue(HKCU, EnvironmentKey, 'Path', Path) then
    exit;
  Own := ';' + Uppercase(ExpandConstant('{app}')) + ';';
  Place := Pos(Own, ';' + Uppercase(Path) + ';');
  if Place > 0 then
  begin
    Delete(Path, Place - 1, Length(Own) - 1);
    RegWriteExpandStringValue(HKCU, EnvironmentKey, 'Path', Path);
  end;
end;

procedure CurStepChanged(CurStep: TSetupStep);
begin
  if (CurStep = ssPostInstall) and WizardIsTaskSelected('path') then
    AddToPath();
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if CurUninstallStep = usPostUninstall then
    RemoveFromPath();
end;
