<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln photo(s)</source>
        <translation>
            <numerusform>Copied %Ln photo</numerusform>
            <numerusform>Copied %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %Ln path(s)</source>
        <translation>
            <numerusform>Copied %Ln path</numerusform>
            <numerusform>Copied %Ln paths</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem file(s)</source>
        <translation>
            <numerusform>%Ln problem file</numerusform>
            <numerusform>%Ln problem files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be used, or only in part</source>
        <translation>
            <numerusform>%Ln file could not be used, or only in part</numerusform>
            <numerusform>%Ln files could not be used, or only in part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s)</source>
        <translation>
            <numerusform>about %Ln minute</numerusform>
            <numerusform>about %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s)</source>
        <translation>
            <numerusform>about %Ln hour</numerusform>
            <numerusform>about %Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln day(s)</source>
        <translation>
            <numerusform>about %Ln day</numerusform>
            <numerusform>about %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)/s</source>
        <translation>
            <numerusform>%Ln photo/s</numerusform>
            <numerusform>%Ln photos/s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)/min</source>
        <translation>
            <numerusform>%Ln photo/min</numerusform>
            <numerusform>%Ln photos/min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln online</source>
        <comment>folders</comment>
        <translation>
            <numerusform>%Ln online</numerusform>
            <numerusform>%Ln online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <comment>watched</comment>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be used, or only in part: `photosearch problems` lists them with the reason.</source>
        <translation>
            <numerusform>%Ln file could not be used, or only in part: `photosearch problems` lists it with the reason.</numerusform>
            <numerusform>%Ln files could not be used, or only in part: `photosearch problems` lists them with the reason.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) searchable</source>
        <translation>
            <numerusform>%Ln photo searchable</numerusform>
            <numerusform>%Ln photos searchable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) gone</source>
        <translation>
            <numerusform>%Ln photo gone</numerusform>
            <numerusform>%Ln photos gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %Ln more</source>
        <comment>after the names of some photos</comment>
        <translation>
            <numerusform> and %Ln more</numerusform>
            <numerusform> and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more line(s) could not be used.</source>
        <translation>
            <numerusform>%Ln more line could not be used.</numerusform>
            <numerusform>%Ln more lines could not be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln mark</numerusform>
            <numerusform>%Ln marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) could not be used.</source>
        <translation>
            <numerusform>%Ln line could not be used.</numerusform>
            <numerusform>%Ln lines could not be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln nearest photo(s)</source>
        <translation>
            <numerusform>%Ln nearest photo</numerusform>
            <numerusform>%Ln nearest photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln perhaps</source>
        <translation>
            <numerusform>%Ln perhaps</numerusform>
            <numerusform>%Ln perhaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new match(es)</source>
        <translation>
            <numerusform>%Ln new match</numerusform>
            <numerusform>%Ln new matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new photo(s)</source>
        <translation>
            <numerusform>%Ln new photo</numerusform>
            <numerusform>%Ln new photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The colours of %Ln photo(s) have not been read yet: a search finds them by colour later.</source>
        <translation>
            <numerusform>The colours of %Ln photo have not been read yet: a search finds it by colour later.</numerusform>
            <numerusform>The colours of %Ln photos have not been read yet: a search finds them by colour later.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) that fit less well are not listed; --all lists them</source>
        <translation>
            <numerusform>%Ln photo that fits less well is not listed; --all lists it</numerusform>
            <numerusform>%Ln photos that fit less well are not listed; --all lists them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more photo(s) that fit; --top N lists more</source>
        <translation>
            <numerusform>%Ln more photo that fits; --top N lists more</numerusform>
            <numerusform>%Ln more photos that fit; --top N lists more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln video(s)</source>
        <translation>
            <numerusform>%Ln video</numerusform>
            <numerusform>%Ln videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s)</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln drawing(s)</source>
        <translation>
            <numerusform>%Ln drawing</numerusform>
            <numerusform>%Ln drawings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln project file(s)</source>
        <translation>
            <numerusform>%Ln project file</numerusform>
            <numerusform>%Ln project files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln RAW file(s)</source>
        <translation>
            <numerusform>%Ln RAW file</numerusform>
            <numerusform>%Ln RAW files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other picture(s)</source>
        <translation>
            <numerusform>%Ln other picture</numerusform>
            <numerusform>%Ln other pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more time(s)</source>
        <translation>
            <numerusform>and %Ln more time</numerusform>
            <numerusform>and %Ln more times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be exported.</source>
        <translation>
            <numerusform>%Ln photo could not be exported.</numerusform>
            <numerusform>%Ln photos could not be exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln copy(s) bear another name: theirs was taken, or not every system takes it.</source>
        <translation>
            <numerusform>%Ln copy bears another name: its own was taken, or not every system takes it.</numerusform>
            <numerusform>%Ln copies bear other names: theirs were taken, or not every system takes them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were saved as JPEG or PNG: their own format cannot be written.</source>
        <translation>
            <numerusform>%Ln photo was saved as JPEG or PNG: its own format cannot be written.</numerusform>
            <numerusform>%Ln photos were saved as JPEG or PNG: their own formats cannot be written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) are damaged: the copy shows what is left.</source>
        <translation>
            <numerusform>%Ln photo is damaged: the copy shows what is left.</numerusform>
            <numerusform>%Ln photos are damaged: the copies show what is left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) that tell of the photos were copied with them.</source>
        <translation>
            <numerusform>%Ln file that tells of a photo was copied with it.</numerusform>
            <numerusform>%Ln files that tell of the photos were copied with them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pages, the first is {file}</source>
        <comment>of a contact sheet</comment>
        <translation>
            <numerusform>%Ln page: {file}</numerusform>
            <numerusform>%Ln pages, the first is {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of these files cannot be searched with: no picture can be read in them.</source>
        <translation>
            <numerusform>%Ln of these files cannot be searched with: no picture can be read in it.</numerusform>
            <numerusform>%Ln of these files cannot be searched with: no picture can be read in them.</numerusform>
        </translation>
    </message>
</context>
</TS>
