; Installs for one person, without an administrator. The library stays when the program is removed.
; Version, Program (the frozen folder) and Icon are given by packaging/build.py.

[Setup]
AppId={{7C0E6E6B-4B53-4E58-9B8C-2D0B7B1F4A55}
AppName=photosearch
AppVersion={#Version}
DefaultDirName={localappdata}\Programs\photosearch
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
DisableDirPage=auto
OutputBaseFilename=photosearch-{#Version}-windows
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\photosearchw.exe
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
CloseApplications=yes

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\photosearch"; Filename: "{app}\photosearchw.exe"; Parameters: "window"

[Registry]
Root: HKCU; Subkey: "Software\Classes\SystemFileAssociations\image\shell\photosearch"; ValueType: string; ValueData: "Find similar with photosearch"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\SystemFileAssociations\image\shell\photosearch"; ValueName: "Icon"; ValueType: string; ValueData: "{app}\photosearchw.exe"
Root: HKCU; Subkey: "Software\Classes\SystemFileAssociations\image\shell\photosearch\command"; ValueType: string; ValueData: """{app}\photosearchw.exe"" window --like ""%1"""
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "photosearch"; Flags: dontcreatekey uninsdeletevalue

[Run]
Filename: "{app}\photosearchw.exe"; Parameters: "window"; Description: "photosearch"; Flags: nowait postinstall skipifsilent
