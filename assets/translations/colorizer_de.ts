<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutWindow</name>
    <message>
      <source>About Colorizer</source>
      <translation>Über Colorizer</translation>
    </message>
    <message>
      <source>Colorizer gives black-and-white photos believable color. Photos never leave this computer.</source>
      <translation>Colorizer gibt Schwarz-Weiß-Fotos glaubwürdige Farben. Die Fotos verlassen diesen Computer nie.</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Copy the details, to send them with a question</source>
      <translation>Einzelheiten kopieren, um sie mit einer Frage zu senden</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>Free software under the MIT License. Models have licenses of their own.</source>
      <translation>Freie Software unter der MIT-Lizenz. Modelle haben eigene Lizenzen.</translation>
    </message>
    <message>
      <source>Licenses</source>
      <translation>Lizenzen</translation>
    </message>
    <message>
      <source>Loading...</source>
      <translation>Wird ermittelt...</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>&amp;About Colorizer</source>
      <translation>Ü&amp;ber Colorizer</translation>
    </message>
    <message>
      <source>&amp;Add Hint at Center</source>
      <translation>&amp;Hinweis in der Mitte setzen</translation>
    </message>
    <message>
      <source>&amp;After</source>
      <translation>Na&amp;chher</translation>
    </message>
    <message>
      <source>&amp;Automatic (the Fastest That Works)</source>
      <translation>&amp;Automatisch (das schnellste, das funktioniert)</translation>
    </message>
    <message>
      <source>&amp;Bigger Hint</source>
      <translation>Hinweis &amp;größer</translation>
    </message>
    <message>
      <source>&amp;Brush</source>
      <translation>&amp;Pinsel</translation>
    </message>
    <message>
      <source>&amp;Close Photo</source>
      <translation>Foto s&amp;chließen</translation>
    </message>
    <message>
      <source>&amp;Copy Result</source>
      <translation>Ergebnis &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>&amp;Dunkel</translation>
    </message>
    <message>
      <source>&amp;Dismiss Proposed Colors</source>
      <translation>Vorgeschlagene Farben &amp;verwerfen</translation>
    </message>
    <message>
      <source>&amp;Divider</source>
      <translation>&amp;Trennlinie</translation>
    </message>
    <message>
      <source>&amp;Eraser</source>
      <translation>&amp;Radierer</translation>
    </message>
    <message>
      <source>&amp;Everywhere</source>
      <translation>&amp;Überall</translation>
    </message>
    <message>
      <source>&amp;Fit to Window</source>
      <translation>&amp;Ganzes Foto</translation>
    </message>
    <message>
      <source>&amp;Graphics Card (CUDA)</source>
      <translation>&amp;Grafikkarte (CUDA)</translation>
    </message>
    <message>
      <source>&amp;Guide</source>
      <translation>&amp;Anleitung</translation>
    </message>
    <message>
      <source>&amp;Here</source>
      <translation>&amp;Hier</translation>
    </message>
    <message>
      <source>&amp;Hint</source>
      <translation>&amp;Hinweis</translation>
    </message>
    <message>
      <source>&amp;Intel (OpenVINO)</source>
      <translation>&amp;Intel (OpenVINO)</translation>
    </message>
    <message>
      <source>&amp;Keyboard and Mouse</source>
      <translation>&amp;Tastatur und Maus</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>&amp;Hell</translation>
    </message>
    <message>
      <source>&amp;Mac (Core ML)</source>
      <translation>&amp;Mac (Core ML)</translation>
    </message>
    <message>
      <source>&amp;Manage Models...</source>
      <translation>Modelle ver&amp;walten...</translation>
    </message>
    <message>
      <source>&amp;Models</source>
      <translation>&amp;Modelle</translation>
    </message>
    <message>
      <source>&amp;Next Hint</source>
      <translation>&amp;Nächster Hinweis</translation>
    </message>
    <message>
      <source>&amp;Next Photo</source>
      <translation>&amp;Nächstes Foto</translation>
    </message>
    <message>
      <source>&amp;Open...</source>
      <translation>Ö&amp;ffnen...</translation>
    </message>
    <message>
      <source>&amp;Other Program...</source>
      <translation>&amp;Anderes Programm...</translation>
    </message>
    <message>
      <source>&amp;Panel</source>
      <translation>&amp;Bedienfeld</translation>
    </message>
    <message>
      <source>&amp;Paste Photo</source>
      <translation>Foto &amp;einfügen</translation>
    </message>
    <message>
      <source>&amp;Previous Hint</source>
      <translation>&amp;Vorheriger Hinweis</translation>
    </message>
    <message>
      <source>&amp;Previous Photo</source>
      <translation>&amp;Vorheriges Foto</translation>
    </message>
    <message>
      <source>&amp;Process Folder...</source>
      <translation>&amp;Ordner verarbeiten...</translation>
    </message>
    <message>
      <source>&amp;Processor (CPU)</source>
      <translation>&amp;Prozessor (CPU)</translation>
    </message>
    <message>
      <source>&amp;Propose Saved Colors</source>
      <translation>Gemerkte Farben vor&amp;schlagen</translation>
    </message>
    <message>
      <source>&amp;Protect from Color</source>
      <translation>Vor &amp;Farbe schützen</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Remove Hint</source>
      <translation>Hinweis &amp;entfernen</translation>
    </message>
    <message>
      <source>&amp;Reset Look</source>
      <translation>Look &amp;zurücksetzen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Select Region</source>
      <translation>Region &amp;auswählen</translation>
    </message>
    <message>
      <source>&amp;Smaller Hint</source>
      <translation>Hinweis &amp;kleiner</translation>
    </message>
    <message>
      <source>&amp;Surface</source>
      <translation>&amp;Fläche</translation>
    </message>
    <message>
      <source>A&amp;ctual Size (100%)</source>
      <translation>&amp;Originalgröße (100 %)</translation>
    </message>
    <message>
      <source>B&amp;efore</source>
      <translation>&amp;Vorher</translation>
    </message>
    <message>
      <source>Before (3, or hold \)</source>
      <translation>Vorher (3, oder \ halten)</translation>
    </message>
    <message>
      <source>C&amp;opy Color of Hint</source>
      <translation>Farbe des Hinweises ko&amp;pieren</translation>
    </message>
    <message>
      <source>Change Reac&amp;h</source>
      <translation>&amp;Reichweite ändern</translation>
    </message>
    <message>
      <source>Clos&amp;e All Photos</source>
      <translation>Alle Fotos schl&amp;ießen</translation>
    </message>
    <message>
      <source>Copy Look and &amp;Hints</source>
      <translation>Look und &amp;Hinweise kopieren</translation>
    </message>
    <message>
      <source>D&amp;eselect Hint</source>
      <translation>Hinweis ab&amp;wählen</translation>
    </message>
    <message>
      <source>Double Si&amp;ze (200%)</source>
      <translation>&amp;Doppelte Größe (200 %)</translation>
    </message>
    <message>
      <source>F&amp;irst Photo</source>
      <translation>&amp;Erstes Foto</translation>
    </message>
    <message>
      <source>F&amp;ull Screen</source>
      <translation>Vo&amp;llbild</translation>
    </message>
    <message>
      <source>Follow &amp;System</source>
      <translation>Wie das &amp;System</translation>
    </message>
    <message>
      <source>Graphics Card (&amp;DirectML)</source>
      <translation>Grafikkarte (&amp;DirectML)</translation>
    </message>
    <message>
      <source>Graphics Card (&amp;TensorRT)</source>
      <translation>Grafikkarte (&amp;TensorRT)</translation>
    </message>
    <message>
      <source>Graphics Card (&amp;WebGPU)</source>
      <translation>Grafikkarte (&amp;WebGPU)</translation>
    </message>
    <message>
      <source>Keep This Area &amp;Gray</source>
      <translation>&amp;Bereich grau lassen</translation>
    </message>
    <message>
      <source>Las&amp;t Photo</source>
      <translation>&amp;Letztes Foto</translation>
    </message>
    <message>
      <source>Ne&amp;xt Uncertain Place</source>
      <translation>Nächste un&amp;sichere Stelle</translation>
    </message>
    <message>
      <source>Open &amp;Folder...</source>
      <translation>&amp;Ordner öffnen...</translation>
    </message>
    <message>
      <source>Open &amp;Log File</source>
      <translation>&amp;Protokoll öffnen</translation>
    </message>
    <message>
      <source>Open &amp;Recent</source>
      <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Open Result Wit&amp;h</source>
      <translation>Ergebnis öffnen &amp;mit</translation>
    </message>
    <message>
      <source>Open Result in Another Pro&amp;gram</source>
      <translation>Ergebnis in anderem Pro&amp;gramm öffnen</translation>
    </message>
    <message>
      <source>Paste &amp;Look</source>
      <translation>&amp;Look einfügen</translation>
    </message>
    <message>
      <source>Paste H&amp;ints</source>
      <translation>Hin&amp;weise einfügen</translation>
    </message>
    <message>
      <source>Pick Color &amp;from Photo</source>
      <translation>&amp;Farbe aus Foto aufnehmen</translation>
    </message>
    <message>
      <source>Pr&amp;epare Scan</source>
      <translation>Scan &amp;vorbereiten</translation>
    </message>
    <message>
      <source>Remove A&amp;ll Hints</source>
      <translation>&amp;Alle Hinweise entfernen</translation>
    </message>
    <message>
      <source>Rotate Le&amp;ft</source>
      <translation>&amp;Nach links drehen</translation>
    </message>
    <message>
      <source>Rotate Ri&amp;ght</source>
      <translation>Nach re&amp;chts drehen</translation>
    </message>
    <message>
      <source>Sa&amp;ved Colors</source>
      <translation>Ge&amp;merkte Farben</translation>
    </message>
    <message>
      <source>Save &amp;As...</source>
      <translation>Speichern &amp;unter...</translation>
    </message>
    <message>
      <source>Save &amp;Color of Hint...</source>
      <translation>Farbe des Hinweises &amp;merken...</translation>
    </message>
    <message>
      <source>Save &amp;With Options...</source>
      <translation>Mit O&amp;ptionen speichern...</translation>
    </message>
    <message>
      <source>Save A&amp;ll...</source>
      <translation>&amp;Alle speichern...</translation>
    </message>
    <message>
      <source>Se&amp;ttings...</source>
      <translation>E&amp;instellungen...</translation>
    </message>
    <message>
      <source>Show &amp;Matched Places</source>
      <translation>Abgegli&amp;chene Stellen zeigen</translation>
    </message>
    <message>
      <source>Show &amp;Uncertain Areas</source>
      <translation>&amp;Unsichere Bereiche zeigen</translation>
    </message>
    <message>
      <source>Show Agreement &amp;With Version</source>
      <translation>Übereins&amp;timmung mit Fassung zeigen</translation>
    </message>
    <message>
      <source>Show Result in Fol&amp;der</source>
      <translation>Ergebnis im Or&amp;dner zeigen</translation>
    </message>
    <message>
      <source>Side &amp;by Side</source>
      <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
      <source>V&amp;ariants...</source>
      <translation>&amp;Varianten...</translation>
    </message>
    <message>
      <source>Zoom &amp;In</source>
      <translation>Ve&amp;rgrößern</translation>
    </message>
    <message>
      <source>Zoom &amp;Out</source>
      <translation>Ver&amp;kleinern</translation>
    </message>
  </context>
  <context>
    <name>AdjustmentRow</name>
    <message>
      <source>{0}, number</source>
      <translation>{0}, Zahl</translation>
    </message>
    <message>
      <source>{0}. Double-click resets to {1}</source>
      <translation>{0}. Doppelklick: zurück auf {1}</translation>
    </message>
  </context>
  <context>
    <name>AgreementView</name>
    <message>
      <source>Bright: colors of the version. Dark: it differs, colors of the model</source>
      <translation>Hell: Farben der Fassung. Dunkel: Sie weicht ab, Farben des Modells</translation>
    </message>
  </context>
  <context>
    <name>AngleRow</name>
    <message>
      <source>Straighten</source>
      <translation>Gerade richten</translation>
    </message>
    <message>
      <source>Turn the photo a little. Double-click resets to 0</source>
      <translation>Foto ein wenig drehen. Doppelklick: zurück auf 0</translation>
    </message>
    <message>
      <source>{0}, number</source>
      <translation>{0}, Zahl</translation>
    </message>
  </context>
  <context>
    <name>BatchControls</name>
    <message>
      <source>Look of the open photo</source>
      <translation>Look des offenen Fotos</translation>
    </message>
    <message>
      <source>Neutral</source>
      <translation>Neutral</translation>
    </message>
  </context>
  <context>
    <name>BatchModel</name>
    <message>
      <source>Message</source>
      <translation>Meldung</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Status</translation>
    </message>
  </context>
  <context>
    <name>BatchProgress</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Open Folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Photos to colorize: {0}</source>
      <translation>Zu kolorierende Fotos: {0}</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Retry Failed</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Starten</translation>
    </message>
    <message>
      <source>about {0} hours left</source>
      <translation>noch etwa {0} Stunden</translation>
    </message>
    <message>
      <source>about {0} min left</source>
      <translation>noch etwa {0} min</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>noch unter einer Minute</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>pausiert</translation>
    </message>
    <message>
      <source>{0} of {1} photos</source>
      <translation>{0} von {1} Fotos</translation>
    </message>
  </context>
  <context>
    <name>BatchSettings</name>
    <message>
      <source>A table of all photos, beside the results: state, seconds, size, model, message</source>
      <translation>Eine Tabelle aller Fotos bei den Ergebnissen: Stand, Sekunden, Größe, Modell, Meldung</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>Colorize again</source>
      <translation>Neu kolorieren</translation>
    </message>
    <message>
      <source>DONE WITH AN EARLIER MODEL</source>
      <translation>MIT FRÜHEREM MODELL KOLORIERT</translation>
    </message>
    <message>
      <source>Example: {0}</source>
      <translation>Beispiel: {0}</translation>
    </message>
    <message>
      <source>FILTER BY NAME</source>
      <translation>NACH NAMEN FILTERN</translation>
    </message>
    <message>
      <source>FORMAT AND QUALITY</source>
      <translation>FORMAT UND QUALITÄT</translation>
    </message>
    <message>
      <source>Filter by name</source>
      <translation>Nach Namen filtern</translation>
    </message>
    <message>
      <source>Folder for the results</source>
      <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
      <source>Folder with the photos</source>
      <translation>Ordner mit den Fotos</translation>
    </message>
    <message>
      <source>For example {0}; * matches anything</source>
      <translation>Zum Beispiel {0}; * steht für Beliebiges</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>IF THE FILE EXISTS</source>
      <translation>WENN DIE DATEI EXISTIERT</translation>
    </message>
    <message>
      <source>If the file exists</source>
      <translation>Wenn die Datei existiert</translation>
    </message>
    <message>
      <source>Include subfolders</source>
      <translation>Mit Unterordnern</translation>
    </message>
    <message>
      <source>Keep their colors</source>
      <translation>Farben behalten</translation>
    </message>
    <message>
      <source>Keep their own colors</source>
      <translation>Eigene Farben behalten</translation>
    </message>
    <message>
      <source>LOOK</source>
      <translation>LOOK</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Look</translation>
    </message>
    <message>
      <source>MODEL</source>
      <translation>MODELL</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>NAMES</source>
      <translation>NAMEN</translation>
    </message>
    <message>
      <source>Names of the results</source>
      <translation>Namen der Ergebnisse</translation>
    </message>
    <message>
      <source>Number it</source>
      <translation>Nummerieren</translation>
    </message>
    <message>
      <source>Overwrite</source>
      <translation>Überschreiben</translation>
    </message>
    <message>
      <source>PHOTOS</source>
      <translation>FOTOS</translation>
    </message>
    <message>
      <source>PHOTOS IN COLOR</source>
      <translation>FARBIGE FOTOS</translation>
    </message>
    <message>
      <source>Photos of an earlier version of the model</source>
      <translation>Fotos einer früheren Version des Modells</translation>
    </message>
    <message>
      <source>Photos that are in color already are prepared, but not colorized</source>
      <translation>Fotos, die schon farbig sind, werden vorbereitet, aber nicht koloriert</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Quality of {0}, 1 to 100; 0 keeps the lightness of a JPEG</source>
      <translation>Qualität von {0}, 1 bis 100; 0 erhält die Helligkeit eines JPEGs</translation>
    </message>
    <message>
      <source>REPORT</source>
      <translation>BERICHT</translation>
    </message>
    <message>
      <source>RESULTS</source>
      <translation>ERGEBNISSE</translation>
    </message>
    <message>
      <source>Same as photo</source>
      <translation>Wie das Foto</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
    </message>
    <message>
      <source>Write {0}</source>
      <translation>{0} schreiben</translation>
    </message>
    <message>
      <source>{0} stands for the name of the photo, {1} for its extension</source>
      <translation>{0} steht für den Namen des Fotos, {1} für die Endung</translation>
    </message>
  </context>
  <context>
    <name>BatchTable</name>
    <message>
      <source>Already done</source>
      <translation>Schon fertig</translation>
    </message>
    <message>
      <source>Colorizing</source>
      <translation>Wird koloriert</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Not done</source>
      <translation>Nicht erledigt</translation>
    </message>
    <message>
      <source>Photos of the batch</source>
      <translation>Fotos des Stapels</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>Übersprungen</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>Wartet</translation>
    </message>
  </context>
  <context>
    <name>BatchWindow</name>
    <message>
      <source>A batch is running. Closing stops it; photos that are done are skipped the next time.</source>
      <translation>Ein Stapel läuft. Schließen hält ihn an; fertige Fotos werden beim nächsten Mal übersprungen.</translation>
    </message>
    <message>
      <source>Choose a folder with photos, or drop one here</source>
      <translation>Einen Ordner mit Fotos wählen oder hier ablegen</translation>
    </message>
    <message>
      <source>Looking for photos...</source>
      <translation>Fotos werden gesucht...</translation>
    </message>
    <message>
      <source>No photo in this folder has a name like {0}. Change the filter under More.</source>
      <translation>Kein Foto in diesem Ordner hat einen Namen wie {0}. Bitte den Filter unter „Mehr“ ändern.</translation>
    </message>
    <message>
      <source>Process Folder</source>
      <translation>Ordner verarbeiten</translation>
    </message>
    <message>
      <source>Start again later; photos that are done are skipped.</source>
      <translation>Später erneut starten; fertige Fotos werden übersprungen.</translation>
    </message>
    <message>
      <source>Stop and Close</source>
      <translation>Anhalten und schließen</translation>
    </message>
    <message>
      <source>There is no photo in this folder. Choose another one.</source>
      <translation>In diesem Ordner ist kein Foto. Bitte einen anderen wählen.</translation>
    </message>
  </context>
  <context>
    <name>Canvas</name>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
  </context>
  <context>
    <name>CanvasMenu</name>
    <message>
      <source>&amp;Reach</source>
      <translation>&amp;Reichweite</translation>
    </message>
    <message>
      <source>Add &amp;Hint Here</source>
      <translation>&amp;Hinweis hier setzen</translation>
    </message>
  </context>
  <context>
    <name>CarryControls</name>
    <message>
      <source>Look and hints copied</source>
      <translation>Look und Hinweise kopiert</translation>
    </message>
    <message>
      <source>Pasted into {0} of {1} photos</source>
      <translation>In {0} von {1} Fotos eingefügt</translation>
    </message>
    <message>
      <source>Pasting into {0} photos</source>
      <translation>In {0} Fotos wird eingefügt</translation>
    </message>
  </context>
  <context>
    <name>ColorPanel</name>
    <message>
      <source>COLOR</source>
      <translation>FARBE</translation>
    </message>
    <message>
      <source>HEX</source>
      <translation>HEX</translation>
    </message>
    <message>
      <source>Keep Gray</source>
      <translation>Grau lassen</translation>
    </message>
    <message>
      <source>Recent</source>
      <translation>Zuletzt verwendet</translation>
    </message>
    <message>
      <source>Recent color {0}</source>
      <translation>Zuletzt verwendete Farbe {0}</translation>
    </message>
    <message>
      <source>Suggested color {0}</source>
      <translation>Vorgeschlagene Farbe {0}</translation>
    </message>
    <message>
      <source>Suggested here</source>
      <translation>Hier vorgeschlagen</translation>
    </message>
    <message>
      <source>{0} → {1}: the photo keeps its lightness.</source>
      <translation>{0} → {1}: Das Foto behält seine Helligkeit.</translation>
    </message>
    <message>
      <source>{0} → {1}: too bright here for so vivid a color.</source>
      <translation>{0} → {1}: Hier ist es zu hell für eine so kräftige Farbe.</translation>
    </message>
    <message>
      <source>{0} → {1}: too dark here for so vivid a color.</source>
      <translation>{0} → {1}: Hier ist es zu dunkel für eine so kräftige Farbe.</translation>
    </message>
  </context>
  <context>
    <name>ColorPlane</name>
    <message>
      <source>Click in the photo where you know the color.</source>
      <translation>Im Foto dorthin klicken, wo die Farbe bekannt ist.</translation>
    </message>
    <message>
      <source>Color of the hint</source>
      <translation>Farbe des Hinweises</translation>
    </message>
    <message>
      <source>Drag to change the color (arrow keys; faster with Shift)</source>
      <translation>Ziehen, um die Farbe zu ändern (Pfeiltasten; mit Umschalt schneller)</translation>
    </message>
  </context>
  <context>
    <name>ColorSetsPanel</name>
    <message>
      <source>&amp;New Color Set</source>
      <translation>&amp;Neues Farbset</translation>
    </message>
    <message>
      <source>&amp;Remove Color Set</source>
      <translation>Farbset &amp;entfernen</translation>
    </message>
    <message>
      <source>Add the color of the hint to the color set</source>
      <translation>Farbe des Hinweises zum Farbset hinzufügen</translation>
    </message>
    <message>
      <source>Add, rename or remove a color set</source>
      <translation>Farbset hinzufügen, umbenennen oder entfernen</translation>
    </message>
    <message>
      <source>Color set</source>
      <translation>Farbset</translation>
    </message>
    <message>
      <source>Color set {0}</source>
      <translation>Farbset {0}</translation>
    </message>
    <message>
      <source>Color {0} of the set</source>
      <translation>Farbe {0} des Farbsets</translation>
    </message>
    <message>
      <source>Colors for a series of photos</source>
      <translation>Farben für eine Serie von Fotos</translation>
    </message>
    <message>
      <source>Name of the color set</source>
      <translation>Name des Farbsets</translation>
    </message>
    <message>
      <source>No color set yet</source>
      <translation>Noch kein Farbset</translation>
    </message>
    <message>
      <source>Ren&amp;ame Color Set</source>
      <translation>Farbset &amp;umbenennen</translation>
    </message>
  </context>
  <context>
    <name>CropRows</name>
    <message>
      <source>CROP</source>
      <translation>ZUSCHNITT</translation>
    </message>
    <message>
      <source>Drag along the horizon, or along something upright, to straighten the photo</source>
      <translation>Am Horizont oder an etwas Senkrechtem entlang ziehen, um das Foto gerade zu richten</translation>
    </message>
    <message>
      <source>Draw a Line</source>
      <translation>Linie ziehen</translation>
    </message>
    <message>
      <source>Free</source>
      <translation>Frei</translation>
    </message>
    <message>
      <source>Keep the whole photo</source>
      <translation>Ganzes Foto behalten</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>Original</translation>
    </message>
    <message>
      <source>Ratio of the sides</source>
      <translation>Seitenverhältnis</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Reset crop</source>
      <translation>Zuschnitt zurücksetzen</translation>
    </message>
    <message>
      <source>Rotate</source>
      <translation>Drehen</translation>
    </message>
    <message>
      <source>Swap width and height of the ratio</source>
      <translation>Breite und Höhe des Verhältnisses tauschen</translation>
    </message>
  </context>
  <context>
    <name>Dialogs</name>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Animated WebP</source>
      <translation>Animiertes WebP</translation>
    </message>
    <message>
      <source>Import Models</source>
      <translation>Modelle importieren</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <source>Open Photos</source>
      <translation>Fotos öffnen</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Save Result</source>
      <translation>Ergebnis speichern</translation>
    </message>
    <message>
      <source>Web page</source>
      <translation>Webseite</translation>
    </message>
  </context>
  <context>
    <name>DisplayControls</name>
    <message>
      <source>Colorized in {0} s</source>
      <translation>In {0} s koloriert</translation>
    </message>
    <message>
      <source>Colorizing</source>
      <translation>Wird koloriert</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Keep the Old Colors</source>
      <translation>Alte Farben behalten</translation>
    </message>
    <message>
      <source>Models...</source>
      <translation>Modelle...</translation>
    </message>
    <message>
      <source>Not colorized</source>
      <translation>Nicht koloriert</translation>
    </message>
    <message>
      <source>Recolor</source>
      <translation>Neu einfärben</translation>
    </message>
    <message>
      <source>Use the New Version</source>
      <translation>Neue Version verwenden</translation>
    </message>
  </context>
  <context>
    <name>Divider</name>
    <message>
      <source>Divider between before and after</source>
      <translation>Trennlinie zwischen vorher und nachher</translation>
    </message>
    <message>
      <source>Drag to compare before and after (arrow keys when focused)</source>
      <translation>Ziehen, um vorher und nachher zu vergleichen (Pfeiltasten bei Fokus)</translation>
    </message>
  </context>
  <context>
    <name>DragButton</name>
    <message>
      <source>Drag the result</source>
      <translation>Ergebnis ziehen</translation>
    </message>
    <message>
      <source>Drag the result from here into another program</source>
      <translation>Ergebnis von hier in ein anderes Programm ziehen</translation>
    </message>
  </context>
  <context>
    <name>DustRows</name>
    <message>
      <source>Brush (B)</source>
      <translation>Pinsel (B)</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
    <message>
      <source>DUST</source>
      <translation>STAUB</translation>
    </message>
    <message>
      <source>Eraser (E)</source>
      <translation>Radierer (E)</translation>
    </message>
    <message>
      <source>Fill nothing</source>
      <translation>Nichts füllen</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Look for dust and scratches</source>
      <translation>Staub und Kratzer suchen</translation>
    </message>
    <message>
      <source>Looking</source>
      <translation>Sucht</translation>
    </message>
    <message>
      <source>Places: {0}</source>
      <translation>Stellen: {0}</translation>
    </message>
    <message>
      <source>Show Mask</source>
      <translation>Maske zeigen</translation>
    </message>
    <message>
      <source>Show what is filled, or how it looks when filled</source>
      <translation>Zeigen, was gefüllt wird, oder wie es gefüllt aussieht</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Stop looking for dust</source>
      <translation>Suche nach Staub beenden</translation>
    </message>
  </context>
  <context>
    <name>EmptyPage</name>
    <message>
      <source>Drop a black-and-white photo here</source>
      <translation>Schwarz-Weiß-Foto hier ablegen</translation>
    </message>
    <message>
      <source>Open {0}</source>
      <translation>{0} öffnen</translation>
    </message>
    <message>
      <source>Open...</source>
      <translation>Öffnen...</translation>
    </message>
    <message>
      <source>Recent photos</source>
      <translation>Zuletzt geöffnete Fotos</translation>
    </message>
  </context>
  <context>
    <name>ExportControls</name>
    <message>
      <source>Result copied</source>
      <translation>Ergebnis kopiert</translation>
    </message>
    <message>
      <source>Save All Results To</source>
      <translation>Alle Ergebnisse speichern in</translation>
    </message>
    <message>
      <source>Saved {0}</source>
      <translation>{0} gespeichert</translation>
    </message>
    <message>
      <source>Saved {0} of {1} photos in {2}</source>
      <translation>{0} von {1} Fotos in {2} gespeichert</translation>
    </message>
    <message>
      <source>Saving {0} photos</source>
      <translation>{0} Fotos werden gespeichert</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>Abgebrochen</translation>
    </message>
  </context>
  <context>
    <name>FileField</name>
    <message>
      <source>Browse...</source>
      <translation>Durchsuchen ...</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
    </message>
  </context>
  <context>
    <name>FolderEdit</name>
    <message>
      <source>Choose...</source>
      <translation>Wählen...</translation>
    </message>
    <message>
      <source>Choose: {0}</source>
      <translation>Wählen: {0}</translation>
    </message>
  </context>
  <context>
    <name>GuideWindow</name>
    <message>
      <source>Guide</source>
      <translation>Anleitung</translation>
    </message>
  </context>
  <context>
    <name>HelpControls</name>
    <message>
      <source>Open Log File</source>
      <translation>Protokoll öffnen</translation>
    </message>
  </context>
  <context>
    <name>HexEdit</name>
    <message>
      <source>Color as HEX</source>
      <translation>Farbe als HEX</translation>
    </message>
    <message>
      <source>Type a color, such as #8a6d4b, and press Enter</source>
      <translation>Eine Farbe wie #8a6d4b eingeben und die Eingabetaste drücken</translation>
    </message>
  </context>
  <context>
    <name>HintControls</name>
    <message>
      <source>A new hint. Choose its color</source>
      <translation>Ein neuer Hinweis. Wählen Sie seine Farbe</translation>
    </message>
    <message>
      <source>Hint {0} of {1} is selected</source>
      <translation>Hinweis {0} von {1} ist ausgewählt</translation>
    </message>
    <message>
      <source>Hints: {0}</source>
      <translation>Hinweise: {0}</translation>
    </message>
  </context>
  <context>
    <name>HintTool</name>
    <message>
      <source>Hint {0}, {1}. Drag to move, right-click for more</source>
      <translation>Hinweis {0}, {1}. Ziehen verschiebt, Rechtsklick zeigt mehr</translation>
    </message>
  </context>
  <context>
    <name>Labels</name>
    <message>
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
  </context>
  <context>
    <name>LevelsPlot</name>
    <message>
      <source>Drag the ends to where the tones begin and end</source>
      <translation>Die Enden dorthin ziehen, wo die Töne beginnen und enden</translation>
    </message>
    <message>
      <source>Histogram of the scan</source>
      <translation>Histogramm des Scans</translation>
    </message>
  </context>
  <context>
    <name>LevelsRows</name>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>Black</source>
      <translation>Schwarz</translation>
    </message>
    <message>
      <source>Find the darkest and the lightest tone of what is kept of the photo</source>
      <translation>Den dunkelsten und den hellsten Ton des behaltenen Teils finden</translation>
    </message>
    <message>
      <source>How bright the tones between are; above 1 is brighter</source>
      <translation>Wie hell die Töne dazwischen sind; über 1 ist heller</translation>
    </message>
    <message>
      <source>Invert negative</source>
      <translation>Negativ umkehren</translation>
    </message>
    <message>
      <source>Middle</source>
      <translation>Mitte</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Reset levels</source>
      <translation>Tonwerte zurücksetzen</translation>
    </message>
    <message>
      <source>TONES</source>
      <translation>TÖNE</translation>
    </message>
    <message>
      <source>White</source>
      <translation>Weiß</translation>
    </message>
  </context>
  <context>
    <name>LicensesWindow</name>
    <message>
      <source>License</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Licenses</source>
      <translation>Lizenzen</translation>
    </message>
    <message>
      <source>Parts of the program</source>
      <translation>Bestandteile des Programms</translation>
    </message>
  </context>
  <context>
    <name>LookControls</name>
    <message>
      <source>Adjusts only: {0}</source>
      <translation>Ändert nur: {0}</translation>
    </message>
    <message>
      <source>Adjusts the whole photo</source>
      <translation>Ändert das ganze Foto</translation>
    </message>
    <message>
      <source>Aligning {0} to this photo</source>
      <translation>{0} wird an diesem Foto ausgerichtet</translation>
    </message>
    <message>
      <source>Borrowing colors from {0}</source>
      <translation>Farben von {0} werden übernommen</translation>
    </message>
  </context>
  <context>
    <name>LookPanel</name>
    <message>
      <source>LOOK</source>
      <translation>LOOK</translation>
    </message>
    <message>
      <source>Looks to start from, including your own</source>
      <translation>Looks als Ausgangspunkt, auch eigene</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorgaben</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Reset all adjustments to neutral</source>
      <translation>Alle Einstellungen auf neutral zurücksetzen</translation>
    </message>
  </context>
  <context>
    <name>MatchView</name>
    <message>
      <source>Bright: colors of the reference photo. Dark: colors of the model</source>
      <translation>Hell: Farben des Referenzfotos. Dunkel: Farben des Modells</translation>
    </message>
    <message>
      <source>Here {0}% from the reference photo, {1}% from the model</source>
      <translation>Hier {0} % vom Referenzfoto, {1} % vom Modell</translation>
    </message>
  </context>
  <context>
    <name>MenuBar</name>
    <message>
      <source>&amp;Batch</source>
      <translation>&amp;Stapel</translation>
    </message>
    <message>
      <source>&amp;Device</source>
      <translation>&amp;Gerät</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>D&amp;esign</translation>
    </message>
    <message>
      <source>&amp;Tool</source>
      <translation>Werk&amp;zeug</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>H&amp;ints</source>
      <translation>Hin&amp;weise</translation>
    </message>
    <message>
      <source>Rea&amp;ch</source>
      <translation>Re&amp;ichweite</translation>
    </message>
  </context>
  <context>
    <name>Message</name>
    <message>
      <source>1 hint lies outside the crop and is removed. Undo brings it back.</source>
      <translation>1 Hinweis liegt außerhalb des Zuschnitts und wird entfernt. Rückgängig bringt ihn zurück.</translation>
    </message>
    <message>
      <source>1 region lies outside the crop and is removed. Undo brings it back.</source>
      <translation>1 Region liegt außerhalb des Zuschnitts und wird entfernt. Rückgängig bringt sie zurück.</translation>
    </message>
    <message>
      <source>100 %</source>
      <translation>100 %</translation>
    </message>
    <message>
      <source>A Dask cluster needs the package distributed. {how}</source>
      <translation>Ein Dask-Cluster braucht das Paket distributed. {how}</translation>
    </message>
    <message>
      <source>A photo has at most {limit} regions. Remove one, or paint with a color that is there.</source>
      <translation>Ein Foto hat höchstens {limit} Regionen. Entfernen Sie eine, oder malen Sie mit einer vorhandenen Farbe.</translation>
    </message>
    <message>
      <source>A photo is sent as a form (multipart/form-data) with the field "{name}".</source>
      <translation>Ein Foto wird als Formular (multipart/form-data) mit dem Feld „{name}“ gesendet.</translation>
    </message>
    <message>
      <source>A token consists of letters, digits and hyphens.</source>
      <translation>Ein Token besteht aus Buchstaben, Ziffern und Bindestrichen.</translation>
    </message>
    <message>
      <source>A token is needed. Open the address that the server printed at its start.</source>
      <translation>Ein Token ist nötig. Öffnen Sie die Adresse, die der Server beim Start ausgegeben hat.</translation>
    </message>
    <message>
      <source>A token needs at least {count} characters.</source>
      <translation>Ein Token braucht mindestens {count} Zeichen.</translation>
    </message>
    <message>
      <source>Add Hint</source>
      <translation>Hinweis setzen</translation>
    </message>
    <message>
      <source>Add photos...</source>
      <translation>Fotos hinzufügen...</translation>
    </message>
    <message>
      <source>Add this color</source>
      <translation>Diese Farbe hinzufügen</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <source>An unexpected error occurred. The log file has the details.</source>
      <translation>Ein unerwarteter Fehler ist aufgetreten. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
      <source>An unexpected error. The server's log file has the details.</source>
      <translation>Ein unerwarteter Fehler. Die Protokolldatei des Servers enthält die Einzelheiten.</translation>
    </message>
    <message>
      <source>Another run is writing into {folder}. Wait for its end or choose another folder.</source>
      <translation>Ein anderer Lauf schreibt gerade in {folder}. Bitte sein Ende abwarten oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>Another server keeps its photos in {folder}. Name another port.</source>
      <translation>Ein anderer Server bewahrt seine Fotos in {folder} auf. Nennen Sie einen anderen Port.</translation>
    </message>
    <message>
      <source>Archive</source>
      <translation>Archiv</translation>
    </message>
    <message>
      <source>As a whole</source>
      <translation>Im Ganzen</translation>
    </message>
    <message>
      <source>As fine as it takes to keep the lightness of a JPEG, where none is given</source>
      <translation>Ohne Angabe so fein, wie es nötig ist, um die Helligkeit eines JPEGs zu erhalten</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>Automatic (the fastest that works)</source>
      <translation>Automatisch (das schnellste, das funktioniert)</translation>
    </message>
    <message>
      <source>BMP compression {number} of {bits} bits</source>
      <translation>BMP-Kompression {number} mit {bits} Bit</translation>
    </message>
    <message>
      <source>BMP header of {size} bytes</source>
      <translation>BMP-Kopf von {size} Byte</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Before and after</source>
      <translation>Vorher und nachher</translation>
    </message>
    <message>
      <source>Borrow Colors</source>
      <translation>Farben übernehmen</translation>
    </message>
    <message>
      <source>Borrow colors from a photo...</source>
      <translation>Farben von einem Foto übernehmen...</translation>
    </message>
    <message>
      <source>Bottom left</source>
      <translation>Unten links</translation>
    </message>
    <message>
      <source>Bottom right</source>
      <translation>Unten rechts</translation>
    </message>
    <message>
      <source>Bright: colors of the reference photo. Dark: colors of the model</source>
      <translation>Hell: Farben des Referenzfotos. Dunkel: Farben des Modells</translation>
    </message>
    <message>
      <source>By place</source>
      <translation>Nach Stellen</translation>
    </message>
    <message>
      <source>By place: borrow the colors again, from a photo that is not toned</source>
      <translation>Nach Stellen: Übernehmen Sie die Farben noch einmal, aus einem Foto, das nicht getont ist</translation>
    </message>
    <message>
      <source>Calm</source>
      <translation>Ruhig</translation>
    </message>
    <message>
      <source>Can't borrow colors from {name}: it has none. Choose a color photo.</source>
      <translation>Aus {name} lassen sich keine Farben übernehmen: Es hat keine. Bitte ein Farbfoto wählen.</translation>
    </message>
    <message>
      <source>Can't colorize photos: {path} is missing, damaged, or for another system or version. Install Colorizer again; in a checkout, run make setup.</source>
      <translation>Fotos lassen sich nicht kolorieren: {path} fehlt, ist beschädigt oder gehört zu einem anderen System oder einer anderen Version. Installieren Sie Colorizer neu; in einem Quellverzeichnis rufen Sie make setup auf.</translation>
    </message>
    <message>
      <source>Can't colorize {name}: an unexpected error. The log file has the details.</source>
      <translation>{name} lässt sich nicht kolorieren: ein unerwarteter Fehler. Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
      <source>Can't colorize {name}: its recipe belongs to another photo. Open it in the window to see it, or move the recipe away.</source>
      <translation>{name} lässt sich nicht kolorieren: Das Rezept gehört zu einem anderen Foto. Bitte das Foto im Fenster öffnen und ansehen oder das Rezept woandershin verschieben.</translation>
    </message>
    <message>
      <source>Can't colorize {name}: its recipe names the model {model}, which is not installed. Install it, or choose a model for all photos.</source>
      <translation>{name} lässt sich nicht kolorieren: Das Rezept nennt das Modell {model}, das nicht installiert ist. Installieren Sie es, oder wählen Sie ein Modell für alle Fotos.</translation>
    </message>
    <message>
      <source>Can't colorize {name}: the worker process stopped. Run the batch again.</source>
      <translation>{name} lässt sich nicht kolorieren: Der Arbeitsprozess wurde beendet. Bitte den Stapel noch einmal starten.</translation>
    </message>
    <message>
      <source>Can't convert the checkpoint: {reason}.</source>
      <translation>Der Checkpoint kann nicht umgewandelt werden: {reason}.</translation>
    </message>
    <message>
      <source>Can't download {name}: {reason}.</source>
      <translation>{name} kann nicht heruntergeladen werden: {reason}.</translation>
    </message>
    <message>
      <source>Can't import the model {name}: {reason}.</source>
      <translation>Das Modell {name} kann nicht importiert werden: {reason}.</translation>
    </message>
    <message>
      <source>Can't keep photos in {folder}: {reason}.</source>
      <translation>In {folder} lassen sich keine Fotos aufbewahren: {reason}.</translation>
    </message>
    <message>
      <source>Can't keep the recipe of {name}: {reason}.</source>
      <translation>Das Rezept von {name} lässt sich nicht aufbewahren: {reason}.</translation>
    </message>
    <message>
      <source>Can't keep the results: {reason}.</source>
      <translation>Die Ergebnisse lassen sich nicht aufbewahren: {reason}.</translation>
    </message>
    <message>
      <source>Can't keep the settings in {folder}: {reason}.</source>
      <translation>Die Einstellungen lassen sich nicht in {folder} speichern: {reason}.</translation>
    </message>
    <message>
      <source>Can't keep {name}: the server's disk is nearly full.</source>
      <translation>{name} kann nicht aufbewahrt werden: Der Datenträger des Servers ist fast voll.</translation>
    </message>
    <message>
      <source>Can't keep {name}: {reason}.</source>
      <translation>{name} kann nicht aufbewahrt werden: {reason}.</translation>
    </message>
    <message>
      <source>Can't lock the folder {folder}: {reason}. Choose one on another disk.</source>
      <translation>Der Ordner {folder} lässt sich nicht sperren: {reason}. Bitte einen auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
      <source>Can't look into the folder {folder}: {reason}.</source>
      <translation>Der Ordner {folder} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
      <source>Can't make the folder {folder}: {reason}.</source>
      <translation>Der Ordner {folder} kann nicht angelegt werden: {reason}.</translation>
    </message>
    <message>
      <source>Can't make the folder {folder}: {reason}. Choose another place.</source>
      <translation>Der Ordner {folder} lässt sich nicht anlegen: {reason}. Bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
      <source>Can't match places with {name}: it is a toned black-and-white photo. Choose a color photo.</source>
      <translation>Mit {name} lassen sich keine Stellen abgleichen: Es ist ein getontes Schwarzweißfoto. Bitte ein Farbfoto wählen.</translation>
    </message>
    <message>
      <source>Can't open a web link: Colorizer works offline. Save the photo to this computer, then open the file.</source>
      <translation>Weblinks lassen sich nicht öffnen: Colorizer arbeitet offline. Bitte das Bild auf diesem Computer speichern und dann die Datei öffnen.</translation>
    </message>
    <message>
      <source>Can't open text. Drop or paste a photo instead.</source>
      <translation>Text lässt sich nicht öffnen. Bitte stattdessen ein Foto ablegen oder einfügen.</translation>
    </message>
    <message>
      <source>Can't open {name}: an internal error, which says nothing of the file. Details are in {log_file}.</source>
      <translation>{name} kann nicht geöffnet werden: ein interner Fehler, der nichts über die Datei sagt. Einzelheiten stehen in {log_file}.</translation>
    </message>
    <message>
      <source>Can't open {name}: the file is damaged or ends too early. Try another copy of it.</source>
      <translation>{name} lässt sich nicht öffnen: Die Datei ist beschädigt oder endet zu früh. Bitte eine andere Kopie versuchen.</translation>
    </message>
    <message>
      <source>Can't open {name}: there is not enough memory for it. Close other programs or try a smaller copy.</source>
      <translation>{name} lässt sich nicht öffnen: Der Arbeitsspeicher reicht nicht aus. Bitte andere Programme schließen oder eine kleinere Kopie versuchen.</translation>
    </message>
    <message>
      <source>Can't open {name}: {reason}</source>
      <translation>{name} lässt sich nicht öffnen: {reason}</translation>
    </message>
    <message>
      <source>Can't read the journal {path}: {reason}.</source>
      <translation>Das Journal {path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
      <source>Can't read the licenses: {reason}. Install the program again.</source>
      <translation>Die Lizenzen können nicht gelesen werden: {reason}. Installieren Sie das Programm erneut.</translation>
    </message>
    <message>
      <source>Can't read the recipe of {name}.</source>
      <translation>Das Rezept von {name} lässt sich nicht lesen.</translation>
    </message>
    <message>
      <source>Can't read the recipe {name}: {reason}.</source>
      <translation>Das Rezept {name} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
      <source>Can't read the screen profile {name}: {reason}. Choose another one in Settings.</source>
      <translation>Das Bildschirmprofil {name} lässt sich nicht lesen: {reason}. Wählen Sie in den Einstellungen ein anderes.</translation>
    </message>
    <message>
      <source>Can't read {path}. Check its name.</source>
      <translation>{path} kann nicht gelesen werden. Prüfen Sie den Namen.</translation>
    </message>
    <message>
      <source>Can't remove the model {name}: {reason}.</source>
      <translation>Das Modell {name} kann nicht entfernt werden: {reason}.</translation>
    </message>
    <message>
      <source>Can't save the recipe {name} in {folder}: {reason}.</source>
      <translation>Das Rezept {name} lässt sich nicht in {folder} speichern: {reason}.</translation>
    </message>
    <message>
      <source>Can't save {name} in {folder}: {reason}. Choose another folder.</source>
      <translation>{name} lässt sich nicht in {folder} speichern: {reason}. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: a folder has that name. Choose another name.</source>
      <translation>{name} lässt sich nicht speichern: Ein Ordner heißt so. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: it cannot be encoded ({reason}).</source>
      <translation>{name} lässt sich nicht speichern: Es ist nicht kodierbar ({reason}).</translation>
    </message>
    <message>
      <source>Can't save {name}: it is too large for {format}. Choose TIFF.</source>
      <translation>{name} lässt sich nicht speichern: Es ist zu groß für {format}. Bitte TIFF wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: others take each name that is free.</source>
      <translation>{name} kann nicht gespeichert werden: Andere belegen jeden freien Namen.</translation>
    </message>
    <message>
      <source>Can't save {name}: that is the photo it came from. Choose another name.</source>
      <translation>{name} lässt sich nicht speichern: Das ist das Foto, aus dem es entstand. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: the file exists. Choose another folder.</source>
      <translation>{name} lässt sich nicht speichern: Die Datei gibt es schon. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: the file exists. Choose another name or allow overwriting (--overwrite).</source>
      <translation>{name} lässt sich nicht speichern: Die Datei gibt es schon. Bitte einen anderen Namen wählen oder das Überschreiben erlauben (--overwrite).</translation>
    </message>
    <message>
      <source>Can't save {name}: the name does not say in which format. End it in {suffixes}.</source>
      <translation>{name} lässt sich nicht speichern: Der Name sagt nicht, in welchem Format. Er sollte auf {suffixes} enden.</translation>
    </message>
    <message>
      <source>Can't save {name}: the name is too long. Choose a shorter one.</source>
      <translation>{name} lässt sich nicht speichern: Der Name ist zu lang. Bitte einen kürzeren wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: the name of such a file ends in {suffix}.</source>
      <translation>{name} kann nicht gespeichert werden: Der Name einer solchen Datei endet auf {suffix}.</translation>
    </message>
    <message>
      <source>Can't save {name}: the photo keeps its own colors, so there is no before and after. Save the photo alone, or recolor it.</source>
      <translation>{name} kann nicht gespeichert werden: Das Foto behält seine eigenen Farben, es gibt also kein Vorher und Nachher. Speichern Sie das Foto allein oder färben Sie es neu.</translation>
    </message>
    <message>
      <source>Can't save {name}: there is not enough memory. Close other programs.</source>
      <translation>{name} lässt sich nicht speichern: Der Arbeitsspeicher reicht nicht aus. Bitte andere Programme schließen.</translation>
    </message>
    <message>
      <source>Can't save {name}: {format} is not a format to save in. Choose {formats}.</source>
      <translation>{name} lässt sich nicht speichern: {format} ist kein Format zum Speichern. Möglich sind {formats}.</translation>
    </message>
    <message>
      <source>Can't save {name}: {format} photos have at most {limit} pixels a side. Choose {formats}.</source>
      <translation>{name} lässt sich nicht speichern: {format}-Fotos haben höchstens {limit} Pixel je Seite. Bitte {formats} wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: {format} results are always sRGB. Choose another format, or sRGB.</source>
      <translation>{name} kann nicht gespeichert werden: Ergebnisse in {format} sind immer sRGB. Wählen Sie ein anderes Format oder sRGB.</translation>
    </message>
    <message>
      <source>Can't save {name}: {reason}.</source>
      <translation>{name} kann nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
      <source>Can't save {name}: {reason}. Choose another name.</source>
      <translation>{name} lässt sich nicht speichern: {reason}. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
      <source>Can't save {name}: {space} needs {least} bits a channel, and {format} has {depth}. Choose TIFF or PNG, or another color space.</source>
      <translation>{name} kann nicht gespeichert werden: {space} braucht {least} Bit je Kanal, und {format} hat {depth}. Wählen Sie TIFF oder PNG oder einen anderen Farbraum.</translation>
    </message>
    <message>
      <source>Can't serve at {host}, port {port}: {reason}. Name another one.</source>
      <translation>Unter {host}, Port {port}, lässt sich nichts bereitstellen: {reason}. Nennen Sie eine andere Adresse.</translation>
    </message>
    <message>
      <source>Can't take colors from {name}: it has none. Choose a file in which this photo was colored.</source>
      <translation>Aus {name} können keine Farben übernommen werden: Die Datei hat keine. Wählen Sie eine Datei, in der dieses Foto farbig ist.</translation>
    </message>
    <message>
      <source>Can't take colors from {name}: {found} % of this photo agree with it, and {least} % must. Choose a file in which this photo was colored.</source>
      <translation>Aus {name} können keine Farben übernommen werden: {found} % dieses Fotos stimmen damit überein, {least} % sind nötig. Wählen Sie eine Datei, in der dieses Foto farbig ist.</translation>
    </message>
    <message>
      <source>Can't upload {name}: it is larger than {limit} MB. Try a smaller copy.</source>
      <translation>{name} lässt sich nicht hochladen: Die Datei ist größer als {limit} MB. Versuchen Sie es mit einer kleineren Kopie.</translation>
    </message>
    <message>
      <source>Can't upload {name}: there is no more room for photos here. Remove some, or try later.</source>
      <translation>{name} lässt sich nicht hochladen: Hier ist kein Platz mehr für Fotos. Entfernen Sie einige, oder versuchen Sie es später.</translation>
    </message>
    <message>
      <source>Can't upload {name}: you have {count} photos here, and that is the most. Remove some.</source>
      <translation>{name} lässt sich nicht hochladen: Sie haben hier {count} Fotos, mehr sind nicht möglich. Entfernen Sie einige.</translation>
    </message>
    <message>
      <source>Can't upload {name}: {reason}.</source>
      <translation>{name} lässt sich nicht hochladen: {reason}.</translation>
    </message>
    <message>
      <source>Can't use the model {name}: {reason}.</source>
      <translation>Das Modell {name} ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
      <source>Can't use the recipe for {name}: it has the colors of a version of another photo. Take colors of a version of this one with --colors-from, or remove version from the look of the recipe.</source>
      <translation>Das Rezept kann für {name} nicht verwendet werden: Es enthält die Farben einer Version eines anderen Fotos. Übernehmen Sie mit --colors-from die Farben einer Version dieses Fotos, oder entfernen Sie version aus dem Look des Rezepts.</translation>
    </message>
    <message>
      <source>Can't use the recipe of {name}: it is not a text.</source>
      <translation>Das Rezept für {name} ist unbrauchbar: Es ist kein Text.</translation>
    </message>
    <message>
      <source>Can't use the recipe {name}: {reason}.</source>
      <translation>Das Rezept {name} ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
      <source>Can't use the screen profile {name}: it is not the profile of an RGB screen. Choose another one in Settings.</source>
      <translation>Das Bildschirmprofil {name} ist nicht verwendbar: Es ist kein Profil eines RGB-Bildschirms. Wählen Sie in den Einstellungen ein anderes.</translation>
    </message>
    <message>
      <source>Can't write in {folder}: {reason}. Choose another folder.</source>
      <translation>In {folder} lässt sich nichts schreiben: {reason}. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <source>Can't write the journal in {folder}: {reason}. Make room there or choose another folder; what is finished is kept.</source>
      <translation>Das Journal in {folder} lässt sich nicht schreiben: {reason}. Bitte dort Platz schaffen oder einen anderen Ordner wählen; was fertig ist, bleibt erhalten.</translation>
    </message>
    <message>
      <source>Can't write the report {path}: {reason}. Name another file.</source>
      <translation>Der Bericht {path} lässt sich nicht schreiben: {reason}. Bitte eine andere Datei nennen.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Change Hint Color</source>
      <translation>Hinweisfarbe ändern</translation>
    </message>
    <message>
      <source>Change Painted Color</source>
      <translation>Gemalte Farbe ändern</translation>
    </message>
    <message>
      <source>Change Reach</source>
      <translation>Reichweite ändern</translation>
    </message>
    <message>
      <source>Checkpoints are converted with PyTorch, which is not installed. {how}</source>
      <translation>Checkpoints werden mit PyTorch umgewandelt, das nicht installiert ist. {how}</translation>
    </message>
    <message>
      <source>Checkpoints are converted with PyTorch, which this package of the program does not have. Install Colorizer as a Python package, convert there, and import the model here.</source>
      <translation>Checkpoints werden mit PyTorch umgewandelt, das diesem Paket des Programms fehlt. Installieren Sie Colorizer als Python-Paket, wandeln Sie dort um und importieren Sie das Modell hier.</translation>
    </message>
    <message>
      <source>Choose photos...</source>
      <translation>Fotos auswählen...</translation>
    </message>
    <message>
      <source>Clear Dust</source>
      <translation>Staub leeren</translation>
    </message>
    <message>
      <source>Click a place in the photo to say what color it has.</source>
      <translation>Klicken Sie auf eine Stelle im Foto, um ihre Farbe anzugeben.</translation>
    </message>
    <message>
      <source>Click a variant to use it.</source>
      <translation>Klicken Sie auf eine Variante, um sie zu verwenden.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close Without Pasting</source>
      <translation>Ohne Einfügen schließen</translation>
    </message>
    <message>
      <source>Close Without Saving</source>
      <translation>Ohne Speichern schließen</translation>
    </message>
    <message>
      <source>Close {name}</source>
      <translation>{name} schließen</translation>
    </message>
    <message>
      <source>Color</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Color layer</source>
      <translation>Farbebene</translation>
    </message>
    <message>
      <source>Color set</source>
      <translation>Farbset</translation>
    </message>
    <message>
      <source>Color space</source>
      <translation>Farbraum</translation>
    </message>
    <message>
      <source>Colorize this folder</source>
      <translation>Diesen Ordner kolorieren</translation>
    </message>
    <message>
      <source>Colorized</source>
      <translation>Koloriert</translation>
    </message>
    <message>
      <source>Colorized photo</source>
      <translation>Koloriertes Foto</translation>
    </message>
    <message>
      <source>Colorizer</source>
      <translation>Colorizer</translation>
    </message>
    <message>
      <source>Colorizing...</source>
      <translation>Wird koloriert...</translation>
    </message>
    <message>
      <source>Colors of Another Version</source>
      <translation>Farben einer anderen Fassung</translation>
    </message>
    <message>
      <source>Compression</source>
      <translation>Komprimierung</translation>
    </message>
    <message>
      <source>Content</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Copying the photo</source>
      <translation>Foto wird kopiert</translation>
    </message>
    <message>
      <source>Crop</source>
      <translation>Zuschnitt</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>Farbtiefe</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>Gerät</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Divider between before and after</source>
      <translation>Trennlinie zwischen vorher und nachher</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>Herunterladen</translation>
    </message>
    <message>
      <source>Download all as ZIP</source>
      <translation>Alle als ZIP herunterladen</translation>
    </message>
    <message>
      <source>Download recipe</source>
      <translation>Rezept herunterladen</translation>
    </message>
    <message>
      <source>Download report</source>
      <translation>Bericht herunterladen</translation>
    </message>
    <message>
      <source>Download what is done</source>
      <translation>Fertiges herunterladen</translation>
    </message>
    <message>
      <source>Drop black-and-white photos here</source>
      <translation>Schwarz-Weiß-Fotos hier ablegen</translation>
    </message>
    <message>
      <source>Dust is still being looked for. Wait until it is found, or press Stop.</source>
      <translation>Der Staub wird noch gesucht. Warten Sie, bis er gefunden ist, oder drücken Sie Anhalten.</translation>
    </message>
    <message>
      <source>Edges</source>
      <translation>Kanten</translation>
    </message>
    <message>
      <source>Edited</source>
      <translation>Bearbeitet</translation>
    </message>
    <message>
      <source>Erase</source>
      <translation>Radieren</translation>
    </message>
    <message>
      <source>Erase Dust</source>
      <translation>Staub radieren</translation>
    </message>
    <message>
      <source>Evens out color blotches and keeps edges</source>
      <translation>Gleicht Farbflecken aus; Kanten bleiben erhalten</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <source>Faded Print</source>
      <translation>Verblasster Abzug</translation>
    </message>
    <message>
      <source>Find Dust</source>
      <translation>Staub suchen</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Ganzes Foto</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Folders in {name}</source>
      <translation>Ordner in {name}</translation>
    </message>
    <message>
      <source>Follow system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>From cool to warm</source>
      <translation>Von kalt bis warm</translation>
    </message>
    <message>
      <source>From green to magenta</source>
      <translation>Von Grün bis Magenta</translation>
    </message>
    <message>
      <source>From likely, muted colors to vivid ones</source>
      <translation>Von wahrscheinlichen, gedämpften zu lebendigen Farben</translation>
    </message>
    <message>
      <source>From the colors of the model to those of the version</source>
      <translation>Von den Farben des Modells zu denen der Fassung</translation>
    </message>
    <message>
      <source>From the gray original to full color</source>
      <translation>Vom grauen Original bis zur vollen Farbe</translation>
    </message>
    <message>
      <source>GeoTIFF</source>
      <translation>GeoTIFF</translation>
    </message>
    <message>
      <source>Gives all colors a new balance, or each place those of like places</source>
      <translation>Gibt allen Farben eine neue Balance oder jeder Stelle die Farben ähnlicher Stellen</translation>
    </message>
    <message>
      <source>Graphics card (CUDA)</source>
      <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
      <source>Graphics card (DirectML)</source>
      <translation>Grafikkarte (DirectML)</translation>
    </message>
    <message>
      <source>Graphics card (TensorRT)</source>
      <translation>Grafikkarte (TensorRT)</translation>
    </message>
    <message>
      <source>Graphics card (WebGPU)</source>
      <translation>Grafikkarte (WebGPU)</translation>
    </message>
    <message>
      <source>HEIC photos</source>
      <translation>HEIC-Fotos</translation>
    </message>
    <message>
      <source>Hand-Colored</source>
      <translation>Handkoloriert</translation>
    </message>
    <message>
      <source>Here</source>
      <translation>Hier</translation>
    </message>
    <message>
      <source>Hint {number}</source>
      <translation>Hinweis {number}</translation>
    </message>
    <message>
      <source>Hints are being pasted into other photos. The window closes when it is done.</source>
      <translation>Hinweise werden in andere Fotos eingefügt. Danach schließt sich das Fenster.</translation>
    </message>
    <message>
      <source>Hints outside the crop are left out in: {names}.</source>
      <translation>Hinweise außerhalb des Zuschnitts fehlen in: {names}.</translation>
    </message>
    <message>
      <source>How closely colors follow the edges of the photo</source>
      <translation>Wie genau die Farben den Kanten im Foto folgen</translation>
    </message>
    <message>
      <source>How faint and small dust may be to be found</source>
      <translation>Wie schwach und klein gefundener Staub sein darf</translation>
    </message>
    <message>
      <source>How far a stroke fades out at its rim</source>
      <translation>Wie weit ein Strich am Rand ausläuft</translation>
    </message>
    <message>
      <source>How strong the colors are</source>
      <translation>Wie stark die Farben sind</translation>
    </message>
    <message>
      <source>How wide the brush is ([ and ])</source>
      <translation>Wie breit der Pinsel ist ([ und ])</translation>
    </message>
    <message>
      <source>Imported the model {name}.</source>
      <translation>Das Modell {name} wurde importiert.</translation>
    </message>
    <message>
      <source>Install it with: pip install {packages}</source>
      <translation>Installieren Sie es mit: pip install {packages}</translation>
    </message>
    <message>
      <source>Intel (OpenVINO)</source>
      <translation>Intel (OpenVINO)</translation>
    </message>
    <message>
      <source>Invert Negative</source>
      <translation>Negativ umkehren</translation>
    </message>
    <message>
      <source>It keeps the colors of another version of the model.</source>
      <translation>Es behält die Farben einer anderen Version des Modells.</translation>
    </message>
    <message>
      <source>JPEG 2000 boxes {names}</source>
      <translation>JPEG-2000-Boxen {names}</translation>
    </message>
    <message>
      <source>JPEG 2000 colors of kind {number}</source>
      <translation>JPEG-2000-Farben der Art {number}</translation>
    </message>
    <message>
      <source>JPEG comment</source>
      <translation>JPEG-Kommentar</translation>
    </message>
    <message>
      <source>JPEG of {bits} bits</source>
      <translation>JPEG mit {bits} Bit</translation>
    </message>
    <message>
      <source>JPEG process {number}</source>
      <translation>JPEG-Verfahren {number}</translation>
    </message>
    <message>
      <source>JPEG segments {names}</source>
      <translation>JPEG-Segmente {names}</translation>
    </message>
    <message>
      <source>JPEG without its tables</source>
      <translation>JPEG ohne seine Tabellen</translation>
    </message>
    <message>
      <source>Keep Area Gray</source>
      <translation>Bereich grau lassen</translation>
    </message>
    <message>
      <source>Keep all</source>
      <translation>Alle behalten</translation>
    </message>
    <message>
      <source>Keep all except location</source>
      <translation>Alle außer dem Ort behalten</translation>
    </message>
    <message>
      <source>Keep gray</source>
      <translation>Grau lassen</translation>
    </message>
    <message>
      <source>Keep the old colors</source>
      <translation>Alte Farben behalten</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Left out: {parts}.</source>
      <translation>Ausgelassen: {parts}.</translation>
    </message>
    <message>
      <source>Levels</source>
      <translation>Tonwerte</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>List recent photos in the menu and on the start page</source>
      <translation>Zuletzt geöffnete Fotos im Menü und auf der Startseite anbieten</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Look</translation>
    </message>
    <message>
      <source>Mac (Core ML)</source>
      <translation>Mac (Core ML)</translation>
    </message>
    <message>
      <source>Mark results</source>
      <translation>Ergebnisse kennzeichnen</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>Abgleich</translation>
    </message>
    <message>
      <source>Match Colors</source>
      <translation>Farben abgleichen</translation>
    </message>
    <message>
      <source>Metadata</source>
      <translation>Metadaten</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>Move Hint</source>
      <translation>Hinweis verschieben</translation>
    </message>
    <message>
      <source>NVIDIA's graphics driver is missing (the library {name})</source>
      <translation>Der Grafiktreiber von NVIDIA fehlt (die Bibliothek {name})</translation>
    </message>
    <message>
      <source>Name of the color set</source>
      <translation>Name des Farbsets</translation>
    </message>
    <message>
      <source>Name of the preset</source>
      <translation>Name der Vorgabe</translation>
    </message>
    <message>
      <source>New color set</source>
      <translation>Neues Farbset</translation>
    </message>
    <message>
      <source>No model is installed. Name one with --models.</source>
      <translation>Es ist kein Modell installiert. Nennen Sie eines mit --models.</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>None of these is a photo. Drop or open photo files.</source>
      <translation>Darunter ist kein Foto. Bitte Fotodateien ablegen oder öffnen.</translation>
    </message>
    <message>
      <source>ONNX Runtime continues without it</source>
      <translation>ONNX Runtime arbeitet ohne es weiter</translation>
    </message>
    <message>
      <source>Opacity of the mark</source>
      <translation>Deckkraft der Kennzeichnung</translation>
    </message>
    <message>
      <source>Opening {name}</source>
      <translation>{name} wird geöffnet</translation>
    </message>
    <message>
      <source>Opening {name}...</source>
      <translation>{name} wird geöffnet...</translation>
    </message>
    <message>
      <source>Other color</source>
      <translation>Andere Farbe</translation>
    </message>
    <message>
      <source>Other sites can't use this server.</source>
      <translation>Andere Websites können diesen Server nicht benutzen.</translation>
    </message>
    <message>
      <source>PNG text: {names}</source>
      <translation>PNG-Text: {names}</translation>
    </message>
    <message>
      <source>PNG time</source>
      <translation>PNG-Zeit</translation>
    </message>
    <message>
      <source>PSD of color mode {mode}</source>
      <translation>PSD im Farbmodus {mode}</translation>
    </message>
    <message>
      <source>PSD of compression {number}</source>
      <translation>PSD mit Kompression {number}</translation>
    </message>
    <message>
      <source>PSD of {bits} bits</source>
      <translation>PSD mit {bits} Bit</translation>
    </message>
    <message>
      <source>Paint</source>
      <translation>Malen</translation>
    </message>
    <message>
      <source>Paint Dust</source>
      <translation>Staub malen</translation>
    </message>
    <message>
      <source>Paste Hints</source>
      <translation>Hinweise einfügen</translation>
    </message>
    <message>
      <source>Paste Look</source>
      <translation>Look einfügen</translation>
    </message>
    <message>
      <source>Pasted photo</source>
      <translation>Eingefügtes Foto</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Photos: {count}.</source>
      <translation>Fotos: {count}.</translation>
    </message>
    <message>
      <source>Photoshop layers</source>
      <translation>Photoshop-Ebenen</translation>
    </message>
    <message>
      <source>Photoshop resources: {names}</source>
      <translation>Photoshop-Ressourcen: {names}</translation>
    </message>
    <message>
      <source>Prepare Scan</source>
      <translation>Scan vorbereiten</translation>
    </message>
    <message>
      <source>Preparing {name}</source>
      <translation>{name} wird vorbereitet</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorgaben</translation>
    </message>
    <message>
      <source>Processor (CPU)</source>
      <translation>Prozessor (CPU)</translation>
    </message>
    <message>
      <source>Protect</source>
      <translation>Schützen</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Reach</source>
      <translation>Reichweite</translation>
    </message>
    <message>
      <source>Recolor</source>
      <translation>Neu einfärben</translation>
    </message>
    <message>
      <source>Record in the metadata that the colors were added, and by which model</source>
      <translation>In die Metadaten schreiben, dass die Farben hinzugefügt wurden und von welchem Modell</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Redo {edit}</source>
      <translation>{edit} wiederherstellen</translation>
    </message>
    <message>
      <source>Remember recent photos</source>
      <translation>Letzte Fotos merken</translation>
    </message>
    <message>
      <source>Remove All Hints</source>
      <translation>Alle Hinweise entfernen</translation>
    </message>
    <message>
      <source>Remove Borrowed Colors</source>
      <translation>Übernommene Farben entfernen</translation>
    </message>
    <message>
      <source>Remove Colors of Version</source>
      <translation>Farben der Fassung entfernen</translation>
    </message>
    <message>
      <source>Remove Hint</source>
      <translation>Hinweis entfernen</translation>
    </message>
    <message>
      <source>Remove Region</source>
      <translation>Region entfernen</translation>
    </message>
    <message>
      <source>Remove all</source>
      <translation>Alle entfernen</translation>
    </message>
    <message>
      <source>Remove borrowed colors</source>
      <translation>Übernommene Farben entfernen</translation>
    </message>
    <message>
      <source>Remove color set</source>
      <translation>Farbset entfernen</translation>
    </message>
    <message>
      <source>Remove hint</source>
      <translation>Hinweis entfernen</translation>
    </message>
    <message>
      <source>Remove the model {name} from this computer?</source>
      <translation>Das Modell {name} von diesem Computer entfernen?</translation>
    </message>
    <message>
      <source>Remove this color</source>
      <translation>Diese Farbe entfernen</translation>
    </message>
    <message>
      <source>Remove {name}</source>
      <translation>{name} entfernen</translation>
    </message>
    <message>
      <source>Remove {name} from this server</source>
      <translation>{name} von diesem Server entfernen</translation>
    </message>
    <message>
      <source>Removes the color cast of the whole photo</source>
      <translation>Entfernt den Farbstich des ganzen Fotos</translation>
    </message>
    <message>
      <source>Rename Region</source>
      <translation>Region umbenennen</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Reset Look</source>
      <translation>Look zurücksetzen</translation>
    </message>
    <message>
      <source>Resize Hint</source>
      <translation>Hinweisgröße ändern</translation>
    </message>
    <message>
      <source>Results are not written among the photos of {folder}. Name another folder for them; it may be inside.</source>
      <translation>Ergebnisse werden nicht zwischen die Fotos von {folder} geschrieben. Bitte einen anderen Ordner für sie nennen; er darf darin liegen.</translation>
    </message>
    <message>
      <source>Rotate Left</source>
      <translation>Nach links drehen</translation>
    </message>
    <message>
      <source>Rotate Right</source>
      <translation>Nach rechts drehen</translation>
    </message>
    <message>
      <source>Same as photo</source>
      <translation>Wie das Foto</translation>
    </message>
    <message>
      <source>Saturation</source>
      <translation>Sättigung</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save as preset</source>
      <translation>Als Vorgabe speichern</translation>
    </message>
    <message>
      <source>Save in the archive</source>
      <translation>Im Archiv speichern</translation>
    </message>
    <message>
      <source>Saved as {name}</source>
      <translation>Gespeichert als {name}</translation>
    </message>
    <message>
      <source>Saving {name}</source>
      <translation>{name} wird gespeichert</translation>
    </message>
    <message>
      <source>Screen profile</source>
      <translation>Bildschirmprofil</translation>
    </message>
    <message>
      <source>Select Region</source>
      <translation>Region auswählen</translation>
    </message>
    <message>
      <source>Selected surface</source>
      <translation>Ausgewählte Fläche</translation>
    </message>
    <message>
      <source>Sensitivity</source>
      <translation>Empfindlichkeit</translation>
    </message>
    <message>
      <source>Sepia guard</source>
      <translation>Sepiaschutz</translation>
    </message>
    <message>
      <source>Show matched places</source>
      <translation>Abgeglichene Stellen zeigen</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Size of the mark</source>
      <translation>Größe der Kennzeichnung</translation>
    </message>
    <message>
      <source>Smoothing</source>
      <translation>Glättung</translation>
    </message>
    <message>
      <source>Softness</source>
      <translation>Weichheit</translation>
    </message>
    <message>
      <source>Some metadata in {name} is damaged and was left out.</source>
      <translation>Einige Metadaten in {name} sind beschädigt und wurden weggelassen.</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>Abgebrochen.</translation>
    </message>
    <message>
      <source>Stopped: {count} of {total} photos are saved in {folder}.</source>
      <translation>Angehalten: {count} von {total} Fotos sind in {folder} gespeichert.</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>Wird abgebrochen</translation>
    </message>
    <message>
      <source>Straighten</source>
      <translation>Gerade richten</translation>
    </message>
    <message>
      <source>Strength</source>
      <translation>Stärke</translation>
    </message>
    <message>
      <source>Suggested here</source>
      <translation>Hier vorgeschlagen</translation>
    </message>
    <message>
      <source>TIFF colors of kind {number}</source>
      <translation>TIFF-Farben der Art {number}</translation>
    </message>
    <message>
      <source>TIFF compression {number}</source>
      <translation>TIFF-Kompression {number}</translation>
    </message>
    <message>
      <source>TIFF predictor {number}</source>
      <translation>TIFF-Vorhersage {number}</translation>
    </message>
    <message>
      <source>That would leave a region that covers nothing. Draw around what you want to select, or click it.</source>
      <translation>Damit bliebe eine Region, die nichts bedeckt. Umfahren Sie, was Sie auswählen möchten, oder klicken Sie es an.</translation>
    </message>
    <message>
      <source>The EXIF data in {name} is damaged and was left out.</source>
      <translation>Die EXIF-Daten in {name} sind beschädigt und wurden weggelassen.</translation>
    </message>
    <message>
      <source>The ICC profile of the screen; without a file that of the system</source>
      <translation>Das ICC-Profil des Bildschirms; ohne Datei das des Systems</translation>
    </message>
    <message>
      <source>The XMP data in {name} is damaged and was left out.</source>
      <translation>Die XMP-Daten in {name} sind beschädigt und wurden weggelassen.</translation>
    </message>
    <message>
      <source>The color profile in {name} cannot be used, so sRGB is assumed.</source>
      <translation>Das Farbprofil in {name} ist nicht verwendbar, daher wird sRGB angenommen.</translation>
    </message>
    <message>
      <source>The colors of another version were taken for a photo of another shape: they have {columns} x {rows} cells, and the photo has {width} x {height} pixels. Use the recipe with its own photo, or take colors of a version of this one.</source>
      <translation>Die Farben einer anderen Version wurden für ein Foto anderer Form übernommen: Sie haben {columns} x {rows} Zellen, und das Foto hat {width} x {height} Pixel. Verwenden Sie das Rezept mit seinem eigenen Foto, oder übernehmen Sie die Farben einer Version dieses Fotos.</translation>
    </message>
    <message>
      <source>The colors of the window around the photo</source>
      <translation>Die Farben des Fensters um das Foto</translation>
    </message>
    <message>
      <source>The connection to the scheduler at {address} was lost.</source>
      <translation>Die Verbindung zum Scheduler unter {address} ist abgebrochen.</translation>
    </message>
    <message>
      <source>The download of {name} is not the file that was published, so it was thrown away. Try again later, or name a copy of it with --from.</source>
      <translation>Was für {name} heruntergeladen wurde, ist nicht die veröffentlichte Datei und wurde verworfen. Versuchen Sie es später noch einmal, oder nennen Sie mit --from eine Kopie.</translation>
    </message>
    <message>
      <source>The file date of {name} cannot be kept ({reason}).</source>
      <translation>Das Dateidatum von {name} kann nicht beibehalten werden ({reason}).</translation>
    </message>
    <message>
      <source>The form has no file in the field "{name}".</source>
      <translation>Das Formular hat keine Datei im Feld „{name}“.</translation>
    </message>
    <message>
      <source>The hints come from a photo of another shape. Check where they lie in: {names}.</source>
      <translation>Die Hinweise stammen aus einem Foto mit anderem Seitenverhältnis. Prüfen Sie, wo sie liegen in: {names}.</translation>
    </message>
    <message>
      <source>The job has no file. Its report tells what it did.</source>
      <translation>Der Auftrag hat keine Datei. Sein Bericht sagt, was er getan hat.</translation>
    </message>
    <message>
      <source>The job is not over yet.</source>
      <translation>Der Auftrag ist noch nicht beendet.</translation>
    </message>
    <message>
      <source>The language changes when Colorizer starts again: it is saving now.</source>
      <translation>Die Sprache wechselt beim nächsten Start von Colorizer, weil gerade gespeichert wird.</translation>
    </message>
    <message>
      <source>The language of the window</source>
      <translation>Die Sprache des Fensters</translation>
    </message>
    <message>
      <source>The look is being pasted into other photos. The window closes when it is done.</source>
      <translation>Der Look wird in andere Fotos eingefügt. Danach schließt sich das Fenster.</translation>
    </message>
    <message>
      <source>The look that was chosen is gone. Choose another one.</source>
      <translation>Den gewählten Look gibt es nicht mehr. Bitte einen anderen wählen.</translation>
    </message>
    <message>
      <source>The mask of dust and scratches was made for a scan of another shape: it has {columns} x {rows} places, and the scan has {width} x {height} pixels. Use the recipe with its own scan, or remove dust from what it prepares.</source>
      <translation>Die Maske für Staub und Kratzer gehört zu einem Scan mit anderem Seitenverhältnis: Sie hat {columns} x {rows} Stellen, und der Scan hat {width} x {height} Pixel. Verwenden Sie das Rezept mit seinem eigenen Scan, oder entfernen Sie den Staub aus dem, was es vorbereitet.</translation>
    </message>
    <message>
      <source>The model can't tell what this hint lies on, so it could not find it in other photos. Place the hint on a larger surface, or choose another model.</source>
      <translation>Das Modell erkennt nicht, worauf dieser Hinweis liegt, und könnte es in anderen Fotos nicht finden. Setzen Sie den Hinweis auf eine größere Fläche, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>The model is uncertain at no other place.</source>
      <translation>An keiner anderen Stelle ist das Modell unsicher.</translation>
    </message>
    <message>
      <source>The model that was chosen is gone. Choose another one.</source>
      <translation>Das gewählte Modell gibt es nicht mehr. Bitte ein anderes wählen.</translation>
    </message>
    <message>
      <source>The model {model} is installed already. To get it again, first run: colorizer models remove {model}</source>
      <translation>Das Modell {model} ist schon installiert. Um es neu zu holen, führen Sie zuerst aus: colorizer models remove {model}</translation>
    </message>
    <message>
      <source>The model {name} came with the program and stays.</source>
      <translation>Das Modell {name} gehört zum Programm und bleibt.</translation>
    </message>
    <message>
      <source>The model {name} could not be run: {reason}</source>
      <translation>Das Modell {name} ließ sich nicht ausführen: {reason}</translation>
    </message>
    <message>
      <source>The model {name} gave a result of the wrong kind ({what}). Try another model.</source>
      <translation>Das Modell {name} hat ein Ergebnis der falschen Art geliefert ({what}). Versuchen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>The model {name} is installed already.</source>
      <translation>Das Modell {name} ist schon installiert.</translation>
    </message>
    <message>
      <source>The model {name} needs too much memory: all runs together may take {limit:g} GB. Try another model.</source>
      <translation>Das Modell {name} braucht zu viel Speicher: Alle Läufe zusammen dürfen {limit:g} GB belegen. Versuchen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>The model {name} took longer than {seconds:g} seconds. Try another model.</source>
      <translation>Das Modell {name} hat länger als {seconds:g} Sekunden gebraucht. Versuchen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>The name "{template}" can't be used: it may hold {{stem}} and {{ext}} in braces, and nothing else. It has {{{field}}}.</source>
      <translation>Der Name „{template}“ lässt sich nicht verwenden: In geschweiften Klammern darf er nur {{stem}} und {{ext}} haben. Er hat {{{field}}}.</translation>
    </message>
    <message>
      <source>The name "{template}" can't be used: its braces are not in pairs.</source>
      <translation>Der Name „{template}“ lässt sich nicht verwenden: Seine geschweiften Klammern sind nicht paarweise.</translation>
    </message>
    <message>
      <source>The name "{template}" does not say in which format to save. End it in {{ext}} or one of {suffixes}.</source>
      <translation>Der Name „{template}“ sagt nicht, in welchem Format gespeichert wird. Bitte mit {{ext}} oder einer dieser Endungen enden lassen: {suffixes}.</translation>
    </message>
    <message>
      <source>The name "{template}" leads out of the folder for the results. Name a place inside it.</source>
      <translation>Der Name „{template}“ führt aus dem Ordner für die Ergebnisse hinaus. Bitte einen Ort darin nennen.</translation>
    </message>
    <message>
      <source>The name can't be used: it holds a null character.</source>
      <translation>Der Name lässt sich nicht verwenden: Er enthält ein Nullzeichen.</translation>
    </message>
    <message>
      <source>The photo is as it was before you prepared the scan.</source>
      <translation>Das Foto ist wie vor dem Vorbereiten des Scans.</translation>
    </message>
    <message>
      <source>The photo opens without it; the file is renamed, not lost, when you edit.</source>
      <translation>Das Foto wird ohne das Rezept geöffnet; beim Bearbeiten wird dessen Datei umbenannt und geht nicht verloren.</translation>
    </message>
    <message>
      <source>The photo was changed elsewhere; you see the newer state now.</source>
      <translation>Das Foto wurde anderswo geändert; Sie sehen jetzt den neueren Stand.</translation>
    </message>
    <message>
      <source>The photo. Click to add a hint, drag to move; Enter adds a hint in the middle.</source>
      <translation>Das Foto. Ein Klick setzt einen Hinweis, Ziehen verschiebt; die Eingabetaste setzt einen Hinweis in die Mitte.</translation>
    </message>
    <message>
      <source>The processor (CPU)</source>
      <translation>Der Prozessor (CPU)</translation>
    </message>
    <message>
      <source>The raw files of cameras</source>
      <translation>Raw-Dateien von Kameras</translation>
    </message>
    <message>
      <source>The recipe belongs to another photo than {name}: its hints, regions and dust lie at the same places here, whatever is there.</source>
      <translation>Das Rezept gehört zu einem anderen Foto als {name}: Seine Hinweise, Regionen und sein Staub liegen hier an denselben Stellen, was immer dort ist.</translation>
    </message>
    <message>
      <source>The recipe has no such hint.</source>
      <translation>Das Rezept hat keinen solchen Hinweis.</translation>
    </message>
    <message>
      <source>The recipe of {name} was changed by another program meanwhile; that recipe is kept as {files}.</source>
      <translation>Das Rezept von {name} wurde inzwischen von einem anderen Programm geändert; dessen Fassung bleibt als {files} erhalten.</translation>
    </message>
    <message>
      <source>The recipe takes no colors from a reference photo by place.</source>
      <translation>Das Rezept übernimmt keine Farben eines Referenzfotos nach Stellen.</translation>
    </message>
    <message>
      <source>The recipe {name} belongs to another photo.</source>
      <translation>Das Rezept {name} gehört zu einem anderen Foto.</translation>
    </message>
    <message>
      <source>The region {region} covers nothing, so it changes nothing.</source>
      <translation>Die Region {region} bedeckt nichts und ändert daher nichts.</translation>
    </message>
    <message>
      <source>The region {region} was made for a photo of another shape: its mask has {columns} x {rows} places, and the photo has {width} x {height} pixels. Use the recipe with its own photo, or remove its regions.</source>
      <translation>Die Region {region} gehört zu einem Foto mit anderem Seitenverhältnis: Ihre Maske hat {columns} x {rows} Stellen, und das Foto hat {width} x {height} Pixel. Verwenden Sie das Rezept mit seinem eigenen Foto, oder entfernen Sie seine Regionen.</translation>
    </message>
    <message>
      <source>The request can't be understood.</source>
      <translation>Die Anfrage ist unverständlich.</translation>
    </message>
    <message>
      <source>The request is larger than {limit} MB.</source>
      <translation>Die Anfrage ist größer als {limit} MB.</translation>
    </message>
    <message>
      <source>The result of {name} would not be in the folder for the results.</source>
      <translation>Das Ergebnis von {name} läge nicht im Ordner für die Ergebnisse.</translation>
    </message>
    <message>
      <source>The result {result} is missing. Do all machines share {folder}?</source>
      <translation>Das Ergebnis {result} fehlt. Nutzen alle Rechner {folder} gemeinsam?</translation>
    </message>
    <message>
      <source>The results need a folder, and {path} is a file.</source>
      <translation>Die Ergebnisse brauchen einen Ordner, und {path} ist eine Datei.</translation>
    </message>
    <message>
      <source>The scheduler at {address} has no workers. Start some.</source>
      <translation>Der Scheduler unter {address} hat keine Worker. Bitte welche starten.</translation>
    </message>
    <message>
      <source>The server does not answer. Check that it still runs.</source>
      <translation>Der Server antwortet nicht. Prüfen Sie, ob er noch läuft.</translation>
    </message>
    <message>
      <source>The system has no program that opens links: {address}</source>
      <translation>Das System hat kein Programm, das Links öffnet: {address}</translation>
    </message>
    <message>
      <source>The system has no program that opens {name}. It is here: {path}</source>
      <translation>Das System hat kein Programm, das {name} öffnet. Der Ort ist: {path}</translation>
    </message>
    <message>
      <source>The token is wrong. See what the server printed.</source>
      <translation>Das Token ist falsch. Sehen Sie nach, was der Server ausgegeben hat.</translation>
    </message>
    <message>
      <source>The tones of {name} are for HDR displays ({curve}), which is not supported: they are taken for sRGB.</source>
      <translation>Die Tonwerte von {name} sind für HDR-Bildschirme ({curve}), was nicht unterstützt wird: Sie werden als sRGB verstanden.</translation>
    </message>
    <message>
      <source>The upload came too slowly and was given up. Try it again.</source>
      <translation>Das Hochladen war zu langsam und wurde abgebrochen. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The upload ends too early or is damaged. Try it again.</source>
      <translation>Die hochgeladenen Daten enden zu früh oder sind beschädigt. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The value of {name} can't be used: {reason}.</source>
      <translation>Der Wert von {name} ist unbrauchbar: {reason}.</translation>
    </message>
    <message>
      <source>The values of {name} go beyond 1, so {white} was taken for white. If it looks too dark or too bright, set its levels.</source>
      <translation>Die Werte von {name} gehen über 1 hinaus, deshalb gilt {white} als Weiß. Wenn es zu dunkel oder zu hell aussieht, stellen Sie die Tonwerte ein.</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Design</translation>
    </message>
    <message>
      <source>There are {limit} saved colors, which is the most. Forget one first: Hints &gt; Saved Colors &gt; Forget.</source>
      <translation>Es gibt {limit} gemerkte Farben, mehr sind nicht möglich. Vergessen Sie zuerst eine: Hinweise &gt; Gemerkte Farben &gt; Vergessen.</translation>
    </message>
    <message>
      <source>There is no Dask scheduler at {address}. Check the address and that it runs.</source>
      <translation>Unter {address} gibt es keinen Dask-Scheduler. Bitte die Adresse prüfen und ob er läuft.</translation>
    </message>
    <message>
      <source>There is no folder {folder}. Check its name.</source>
      <translation>Den Ordner {folder} gibt es nicht. Bitte den Namen prüfen.</translation>
    </message>
    <message>
      <source>There is no log file, because its folder is not writable.</source>
      <translation>Es gibt kein Protokoll, weil in seinen Ordner nicht geschrieben werden kann.</translation>
    </message>
    <message>
      <source>There is no model {name!r}, and none is installed.</source>
      <translation>Das Modell {name!r} gibt es nicht, und es ist keines installiert.</translation>
    </message>
    <message>
      <source>There is no model {name!r}. Installed: {installed}.</source>
      <translation>Das Modell {name!r} gibt es nicht. Installiert: {installed}.</translation>
    </message>
    <message>
      <source>There is no model, so photos can be seen but not colorized. Install Colorizer again to get its model back.</source>
      <translation>Es gibt kein Modell, daher lassen sich Fotos ansehen, aber nicht kolorieren. Colorizer neu installieren, um das Modell wiederherzustellen.</translation>
    </message>
    <message>
      <source>There is no photo in the folder {name}.</source>
      <translation>Im Ordner {name} ist kein Foto.</translation>
    </message>
    <message>
      <source>There is no photo in this folder.</source>
      <translation>In diesem Ordner ist kein Foto.</translation>
    </message>
    <message>
      <source>There is no photo to open. Drop or paste a photo file.</source>
      <translation>Es gibt kein Foto zum Öffnen. Bitte eine Fotodatei ablegen oder einfügen.</translation>
    </message>
    <message>
      <source>There is no room for more. Remove some.</source>
      <translation>Für mehr ist kein Platz. Entfernen Sie einige.</translation>
    </message>
    <message>
      <source>There is no such folder here.</source>
      <translation>Einen solchen Ordner gibt es hier nicht.</translation>
    </message>
    <message>
      <source>There is no such job here, or it is no longer kept.</source>
      <translation>Diesen Auftrag gibt es hier nicht, oder er wird nicht mehr aufbewahrt.</translation>
    </message>
    <message>
      <source>There is no such photo here, or it is no longer kept. Upload it again.</source>
      <translation>Dieses Foto gibt es hier nicht, oder es wird nicht mehr aufbewahrt. Laden Sie es noch einmal hoch.</translation>
    </message>
    <message>
      <source>There is not enough memory for {name}. Close other programs.</source>
      <translation>Der Arbeitsspeicher reicht für {name} nicht aus. Bitte andere Programme schließen.</translation>
    </message>
    <message>
      <source>There is not enough memory. Close other programs.</source>
      <translation>Der Arbeitsspeicher reicht nicht aus. Schließen Sie andere Programme.</translation>
    </message>
    <message>
      <source>There is not enough memory. Try again later.</source>
      <translation>Der Arbeitsspeicher reicht nicht. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
      <source>There is nothing here.</source>
      <translation>Hier ist nichts.</translation>
    </message>
    <message>
      <source>There is nothing to erase: paint, protect or select something first.</source>
      <translation>Es gibt nichts zu radieren: Malen, schützen oder wählen Sie zuerst etwas aus.</translation>
    </message>
    <message>
      <source>This can't be done here.</source>
      <translation>Das geht hier nicht.</translation>
    </message>
    <message>
      <source>This model can't show uncertain areas. Try another model.</source>
      <translation>Dieses Modell kann keine unsicheren Bereiche zeigen. Bitte ein anderes versuchen.</translation>
    </message>
    <message>
      <source>This name can't be used. Choose a short one.</source>
      <translation>Dieser Name kann nicht verwendet werden. Wählen Sie einen kurzen.</translation>
    </message>
    <message>
      <source>This photo was uploaded. Download its result.</source>
      <translation>Dieses Foto wurde hochgeladen. Laden Sie sein Ergebnis herunter.</translation>
    </message>
    <message>
      <source>This program does not include it, and nothing can be added to it. Get a newer version of Colorizer, or install Colorizer as a Python package.</source>
      <translation>Dieses Programm enthält es nicht, und es lässt sich nicht erweitern. Holen Sie sich eine neuere Version von Colorizer, oder installieren Sie Colorizer als Python-Paket.</translation>
    </message>
    <message>
      <source>This server has no folder of photos (--folder).</source>
      <translation>Dieser Server hat keinen Ordner mit Fotos (--folder).</translation>
    </message>
    <message>
      <source>This server is not called {name}. Use its address, or start it with --name.</source>
      <translation>Dieser Server heißt nicht {name}. Nehmen Sie seine Adresse, oder starten Sie ihn mit --name.</translation>
    </message>
    <message>
      <source>This surface</source>
      <translation>Diese Fläche</translation>
    </message>
    <message>
      <source>Tint</source>
      <translation>Tönung</translation>
    </message>
    <message>
      <source>Too many connect to this server at present. Try again later.</source>
      <translation>Mit diesem Server sind zurzeit zu viele verbunden. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
      <source>Too many wrong tokens. Wait a minute.</source>
      <translation>Zu viele falsche Token. Warten Sie eine Minute.</translation>
    </message>
    <message>
      <source>Too much waits to be done. Wait a moment.</source>
      <translation>Zu vieles wartet auf Bearbeitung. Warten Sie einen Augenblick.</translation>
    </message>
    <message>
      <source>Top left</source>
      <translation>Oben links</translation>
    </message>
    <message>
      <source>Top right</source>
      <translation>Oben rechts</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo {edit}</source>
      <translation>{edit} rückgängig machen</translation>
    </message>
    <message>
      <source>Uploading {name}: {percent} %</source>
      <translation>{name} wird hochgeladen: {percent} %</translation>
    </message>
    <message>
      <source>Use Saved Color</source>
      <translation>Gemerkte Farbe verwenden</translation>
    </message>
    <message>
      <source>Use a recipe...</source>
      <translation>Rezept verwenden...</translation>
    </message>
    <message>
      <source>Use the new version</source>
      <translation>Neue Version verwenden</translation>
    </message>
    <message>
      <source>Variant</source>
      <translation>Variante</translation>
    </message>
    <message>
      <source>Variants</source>
      <translation>Varianten</translation>
    </message>
    <message>
      <source>Variants...</source>
      <translation>Varianten...</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Fassung</translation>
    </message>
    <message>
      <source>Visible mark</source>
      <translation>Sichtbare Kennzeichnung</translation>
    </message>
    <message>
      <source>Vivid</source>
      <translation>Lebendig</translation>
    </message>
    <message>
      <source>Vividness</source>
      <translation>Lebendigkeit</translation>
    </message>
    <message>
      <source>Vividness {value}</source>
      <translation>Lebendigkeit {value}</translation>
    </message>
    <message>
      <source>Warm Evening</source>
      <translation>Warmer Abend</translation>
    </message>
    <message>
      <source>Warmth</source>
      <translation>Wärme</translation>
    </message>
    <message>
      <source>What runs the model; the status bar shows the device in use</source>
      <translation>Womit das Modell rechnet; die Statusleiste zeigt das verwendete Gerät</translation>
    </message>
    <message>
      <source>Whole photo</source>
      <translation>Ganzes Foto</translation>
    </message>
    <message>
      <source>With subfolders</source>
      <translation>Mit Unterordnern</translation>
    </message>
    <message>
      <source>XML box</source>
      <translation>XML-Box</translation>
    </message>
    <message>
      <source>YCbCr in planes</source>
      <translation>YCbCr in Ebenen</translation>
    </message>
    <message>
      <source>YCbCr with transparency</source>
      <translation>YCbCr mit Transparenz</translation>
    </message>
    <message>
      <source>You can keep working, but save the result: hints and look won't be kept.</source>
      <translation>Sie können weiterarbeiten, sollten das Ergebnis aber speichern: Hinweise und Look werden nicht behalten.</translation>
    </message>
    <message>
      <source>You left {name} while dust was being looked for, so that dust is not filled. Open {name} again and press Find.</source>
      <translation>Sie haben {name} verlassen, während nach Staub gesucht wurde; dieser Staub ist nicht gefüllt. Öffnen Sie {name} noch einmal und drücken Sie Suchen.</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>a PSD file holds at most 2 GB</source>
      <translation>eine PSD-Datei fasst höchstens 2 GB</translation>
    </message>
    <message>
      <source>a TIFF file holds at most 4 GB</source>
      <translation>eine TIFF-Datei fasst höchstens 4 GB</translation>
    </message>
    <message>
      <source>a palette without its colors</source>
      <translation>eine Palette ohne ihre Farben</translation>
    </message>
    <message>
      <source>a part of its path is not a folder</source>
      <translation>ein Teil des Pfads ist kein Ordner</translation>
    </message>
    <message>
      <source>an image inside that differs from its tags</source>
      <translation>ein Bild darin, das von den Angaben abweicht</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>und {count} weitere</translation>
    </message>
    <message>
      <source>another program is using it</source>
      <translation>ein anderes Programm benutzt die Datei</translation>
    </message>
    <message>
      <source>another program uses the port</source>
      <translation>ein anderes Programm benutzt den Port</translation>
    </message>
    <message>
      <source>beige</source>
      <translation>Beige</translation>
    </message>
    <message>
      <source>black</source>
      <translation>Schwarz</translation>
    </message>
    <message>
      <source>blue</source>
      <translation>Blau</translation>
    </message>
    <message>
      <source>brown</source>
      <translation>Braun</translation>
    </message>
    <message>
      <source>channels of different depths</source>
      <translation>Kanäle verschiedener Tiefe</translation>
    </message>
    <message>
      <source>channels of different sizes</source>
      <translation>Kanäle verschiedener Größe</translation>
    </message>
    <message>
      <source>chunks {names}</source>
      <translation>Chunks {names}</translation>
    </message>
    <message>
      <source>content credentials</source>
      <translation>Inhaltsnachweise (C2PA)</translation>
    </message>
    <message>
      <source>crimson</source>
      <translation>Karmesinrot</translation>
    </message>
    <message>
      <source>crop settings</source>
      <translation>Zuschnitt-Einstellungen</translation>
    </message>
    <message>
      <source>dark gray</source>
      <translation>Dunkelgrau</translation>
    </message>
    <message>
      <source>dark {color}</source>
      <translation>dunkles {color}</translation>
    </message>
    <message>
      <source>data behind the end of the JPEG: {names}</source>
      <translation>Daten hinter dem Ende des JPEG: {names}</translation>
    </message>
    <message>
      <source>depth map</source>
      <translation>Tiefenkarte</translation>
    </message>
    <message>
      <source>files that are no photos ({count}: {names})</source>
      <translation>Dateien, die keine Fotos sind ({count}: {names})</translation>
    </message>
    <message>
      <source>folders of the system ({count}: {names})</source>
      <translation>Ordner des Systems ({count}: {names})</translation>
    </message>
    <message>
      <source>further channels</source>
      <translation>weitere Kanäle</translation>
    </message>
    <message>
      <source>further pictures</source>
      <translation>weitere Bilder</translation>
    </message>
    <message>
      <source>gain map</source>
      <translation>Helligkeitskarte (Gain Map)</translation>
    </message>
    <message>
      <source>gray</source>
      <translation>Grau</translation>
    </message>
    <message>
      <source>grayish {color}</source>
      <translation>gräuliches {color}</translation>
    </message>
    <message>
      <source>green</source>
      <translation>Grün</translation>
    </message>
    <message>
      <source>hidden folders ({count}: {names})</source>
      <translation>versteckte Ordner ({count}: {names})</translation>
    </message>
    <message>
      <source>hidden photos ({count}: {names})</source>
      <translation>versteckte Fotos ({count}: {names})</translation>
    </message>
    <message>
      <source>hint {number}</source>
      <translation>Hinweis {number}</translation>
    </message>
    <message>
      <source>hint {number} names the region {id}, which is none that limits hints</source>
      <translation>Hinweis {number} nennt die Region {id}, und keine Region, die Hinweise begrenzt, hat diese Kennung</translation>
    </message>
    <message>
      <source>inks that are not CMYK</source>
      <translation>andere Druckfarben als CMYK</translation>
    </message>
    <message>
      <source>it can't be read ({reason})</source>
      <translation>Es ist nicht lesbar ({reason})</translation>
    </message>
    <message>
      <source>it cannot be read ({reason}).</source>
      <translation>Die Datei lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
      <source>it finds no device that it can use</source>
      <translation>Es findet kein Gerät, das es benutzen kann</translation>
    </message>
    <message>
      <source>it follows contract {given}, and this program knows contract {known}</source>
      <translation>Es folgt Vertrag {given}, dieses Programm kennt Vertrag {known}</translation>
    </message>
    <message>
      <source>it gives other colors than when it was exported. The file was changed, or this computer computes it wrongly. Get another copy of it</source>
      <translation>es liefert andere Farben als beim Export. Die Datei wurde verändert, oder dieser Computer rechnet falsch. Besorgen Sie eine andere Kopie</translation>
    </message>
    <message>
      <source>it has an input that this program does not know: {name}</source>
      <translation>Es hat einen Eingang, den dieses Programm nicht kennt: {name}</translation>
    </message>
    <message>
      <source>it has an operator that no model for photos needs ({name})</source>
      <translation>es hat einen Operator, den kein Modell für Fotos braucht ({name})</translation>
    </message>
    <message>
      <source>it has an unknown key {key} (known: {known})</source>
      <translation>Es hat einen unbekannten Schlüssel {key} (bekannt: {known})</translation>
    </message>
    <message>
      <source>it has custom operators ({domain}). Export it with those of ONNX alone</source>
      <translation>es hat eigene Operatoren ({domain}). Exportieren Sie es nur mit denen von ONNX</translation>
    </message>
    <message>
      <source>it has more than {limit} operators</source>
      <translation>es hat mehr als {limit} Operatoren</translation>
    </message>
    <message>
      <source>it has no "{key}" metadata. Export it with `python -m export`</source>
      <translation>Ihm fehlen die Metadaten „{key}“. Bitte mit `python -m export` exportieren</translation>
    </message>
    <message>
      <source>it has no input {name}</source>
      <translation>Ihm fehlt der Eingang {name}</translation>
    </message>
    <message>
      <source>it has no key 'recipe'</source>
      <translation>Ihm fehlt der Schlüssel 'recipe'</translation>
    </message>
    <message>
      <source>it has no output {name}</source>
      <translation>Ihm fehlt der Ausgang {name}</translation>
    </message>
    <message>
      <source>it has operators of its own. Export it without functions</source>
      <translation>es hat eigene Operatoren. Exportieren Sie es ohne Funktionen</translation>
    </message>
    <message>
      <source>it has {megapixels:,.0f} megapixels, and the most is {limit}. Make it smaller first.</source>
      <translation>Es hat {megapixels:,.0f} Megapixel, höchstens {limit} sind möglich. Bitte zuerst verkleinern.</translation>
    </message>
    <message>
      <source>it holds {value}, which is no number</source>
      <translation>sie enthält {value}, und das ist keine Zahl</translation>
    </message>
    <message>
      <source>it is a camera's raw file that cannot be developed. Export it as a TIFF file first.</source>
      <translation>Diese Raw-Datei einer Kamera lässt sich nicht entwickeln. Bitte zuerst als TIFF exportieren.</translation>
    </message>
    <message>
      <source>it is a folder</source>
      <translation>es ist ein Ordner</translation>
    </message>
    <message>
      <source>it is a folder, not a photo.</source>
      <translation>Das ist ein Ordner, kein Foto.</translation>
    </message>
    <message>
      <source>it is from another version of the program</source>
      <translation>sie stammt von einer anderen Version des Programms</translation>
    </message>
    <message>
      <source>it is larger than {limit:g} GB</source>
      <translation>es ist größer als {limit:g} GB</translation>
    </message>
    <message>
      <source>it is larger than {limit:g} MB</source>
      <translation>sie ist größer als {limit:g} MB</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>Es ist zu tief verschachtelt</translation>
    </message>
    <message>
      <source>it is not a photo of a known kind. Choose a file of one of these: {kinds}.</source>
      <translation>Es ist kein Foto in einem bekannten Format. Bitte eine Datei in einem von diesen wählen: {kinds}.</translation>
    </message>
    <message>
      <source>it is not a text file</source>
      <translation>sie ist keine Textdatei</translation>
    </message>
    <message>
      <source>it is not an ONNX model, or it is damaged. Get another copy of it</source>
      <translation>Es ist kein ONNX-Modell, oder es ist beschädigt. Bitte eine andere Kopie beschaffen</translation>
    </message>
    <message>
      <source>it is not an ordinary file</source>
      <translation>es ist keine gewöhnliche Datei</translation>
    </message>
    <message>
      <source>it is not an ordinary file.</source>
      <translation>Das ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
      <source>it is not valid JSON in line {line}</source>
      <translation>in Zeile {line} ist sie kein gültiges JSON</translation>
    </message>
    <message>
      <source>it is not valid TOML ({reason})</source>
      <translation>sie ist kein gültiges TOML ({reason})</translation>
    </message>
    <message>
      <source>it is version {version}, and this program knows version {known}</source>
      <translation>Es hat Version {version}, dieses Programm kennt Version {known}</translation>
    </message>
    <message>
      <source>it must have 1 to {count} places, not {width} x {height}</source>
      <translation>sie muss 1 bis {count} Stellen haben, nicht {width} x {height}</translation>
    </message>
    <message>
      <source>it needs too much memory</source>
      <translation>es braucht zu viel Speicher</translation>
    </message>
    <message>
      <source>it reports {text!r}</source>
      <translation>Es meldet {text!r}</translation>
    </message>
    <message>
      <source>it takes longer than {seconds:g} seconds</source>
      <translation>Es dauert länger als {seconds:g} Sekunden</translation>
    </message>
    <message>
      <source>it took longer than {seconds:g} seconds</source>
      <translation>Es dauerte länger als {seconds:g} Sekunden</translation>
    </message>
    <message>
      <source>it was saved without its merged picture. Save it with maximized compatibility, or as TIFF, first.</source>
      <translation>Sie wurde ohne ihr zusammengesetztes Bild gespeichert. Speichern Sie sie zuerst mit maximaler Kompatibilität oder als TIFF.</translation>
    </message>
    <message>
      <source>its data are not the {count} bytes of {width} x {height} places</source>
      <translation>ihre Daten sind nicht die {count} Bytes von {width} x {height} Stellen</translation>
    </message>
    <message>
      <source>its disk is gone</source>
      <translation>der Datenträger ist nicht mehr da</translation>
    </message>
    <message>
      <source>its input {name} is {type} {shape}</source>
      <translation>Sein Eingang {name} ist {type} {shape}</translation>
    </message>
    <message>
      <source>its links lead in a circle</source>
      <translation>die Verknüpfungen führen im Kreis</translation>
    </message>
    <message>
      <source>its memory is too small</source>
      <translation>Sein Speicher ist zu klein</translation>
    </message>
    <message>
      <source>its metadata</source>
      <translation>seine Metadaten</translation>
    </message>
    <message>
      <source>its metadata has no {key}</source>
      <translation>Seinen Metadaten fehlt {key}</translation>
    </message>
    <message>
      <source>its metadata has no {key} above 0</source>
      <translation>Seinen Metadaten fehlt {key} größer als 0</translation>
    </message>
    <message>
      <source>its metadata is not valid JSON</source>
      <translation>Seine Metadaten sind kein gültiges JSON</translation>
    </message>
    <message>
      <source>its metadata is too long</source>
      <translation>seine Metadaten sind zu lang</translation>
    </message>
    <message>
      <source>its name must have 1 to {limit} characters</source>
      <translation>ihr Name muss 1 bis {limit} Zeichen haben</translation>
    </message>
    <message>
      <source>its output {name} is {type} {shape}</source>
      <translation>Sein Ausgang {name} ist {type} {shape}</translation>
    </message>
    <message>
      <source>its pixels are of a kind that is not supported ({kind}). Save it as a plain RGB or gray file first.</source>
      <translation>Diese Art von Pixeln wird nicht unterstützt ({kind}). Bitte zuerst als einfache RGB- oder Graustufendatei speichern.</translation>
    </message>
    <message>
      <source>its results are no colors ({what})</source>
      <translation>Seine Ergebnisse sind keine Farben ({what})</translation>
    </message>
    <message>
      <source>its results differ from the processor's ({output})</source>
      <translation>Seine Ergebnisse weichen von denen des Prozessors ab ({output})</translation>
    </message>
    <message>
      <source>its weights are in another file. Export it as a single file</source>
      <translation>Seine Gewichte liegen in einer anderen Datei. Bitte als eine einzige Datei exportieren</translation>
    </message>
    <message>
      <source>libraries of photo programs ({count}: {names})</source>
      <translation>Bibliotheken von Fotoprogrammen ({count}: {names})</translation>
    </message>
    <message>
      <source>light gray</source>
      <translation>Hellgrau</translation>
    </message>
    <message>
      <source>light {color}</source>
      <translation>helles {color}</translation>
    </message>
    <message>
      <source>links that lead out of the folder ({count}: {names})</source>
      <translation>Verknüpfungen, die aus dem Ordner hinausführen ({count}: {names})</translation>
    </message>
    <message>
      <source>loading it takes longer than {seconds:g} seconds</source>
      <translation>das Laden dauert länger als {seconds:g} Sekunden</translation>
    </message>
    <message>
      <source>local adjustments</source>
      <translation>lokale Anpassungen</translation>
    </message>
    <message>
      <source>maker notes</source>
      <translation>Herstellernotizen</translation>
    </message>
    <message>
      <source>missing files ({count}: {names})</source>
      <translation>fehlende Dateien ({count}: {names})</translation>
    </message>
    <message>
      <source>old-style JPEG in {count} strips</source>
      <translation>JPEG alter Art in {count} Streifen</translation>
    </message>
    <message>
      <source>olive</source>
      <translation>Oliv</translation>
    </message>
    <message>
      <source>only what is painted has a color, and it needs one</source>
      <translation>nur Gemaltes hat eine Farbe, und es braucht eine</translation>
    </message>
    <message>
      <source>or paste one</source>
      <translation>oder eines einfügen</translation>
    </message>
    <message>
      <source>orange</source>
      <translation>Orange</translation>
    </message>
    <message>
      <source>permission is denied</source>
      <translation>Zugriff verweigert</translation>
    </message>
    <message>
      <source>pink</source>
      <translation>Rosa</translation>
    </message>
    <message>
      <source>purple</source>
      <translation>Purpur</translation>
    </message>
    <message>
      <source>red</source>
      <translation>Rot</translation>
    </message>
    <message>
      <source>region {number}</source>
      <translation>Region {number}</translation>
    </message>
    <message>
      <source>region {number} has the id {id} of another one</source>
      <translation>Region {number} hat die Kennung {id} einer anderen</translation>
    </message>
    <message>
      <source>regions</source>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>signed, complex or unusually deep numbers</source>
      <translation>vorzeichenbehaftete, komplexe oder ungewöhnlich tiefe Zahlen</translation>
    </message>
    <message>
      <source>sky blue</source>
      <translation>Himmelblau</translation>
    </message>
    <message>
      <source>sound</source>
      <translation>Ton</translation>
    </message>
    <message>
      <source>teal</source>
      <translation>Blaugrün</translation>
    </message>
    <message>
      <source>the connection ended too early</source>
      <translation>die Verbindung endete zu früh</translation>
    </message>
    <message>
      <source>the connection to its disk was lost</source>
      <translation>die Verbindung zum Datenträger ist abgebrochen</translation>
    </message>
    <message>
      <source>the disk does not support it</source>
      <translation>der Datenträger unterstützt das nicht</translation>
    </message>
    <message>
      <source>the disk does not support locks</source>
      <translation>der Datenträger unterstützt keine Sperren</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
      <source>the disk is read-only</source>
      <translation>Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
      <source>the disk quota is used up</source>
      <translation>das Speicherkontingent ist aufgebraucht</translation>
    </message>
    <message>
      <source>the disk reports an input/output error</source>
      <translation>Fehler beim Lesen oder Schreiben</translation>
    </message>
    <message>
      <source>the encoder failed</source>
      <translation>der Encoder ist gescheitert</translation>
    </message>
    <message>
      <source>the file exists</source>
      <translation>die Datei gibt es schon</translation>
    </message>
    <message>
      <source>the file is damaged: it has no pixels. Try another copy of it.</source>
      <translation>Die Datei ist beschädigt: Sie enthält keine Pixel. Bitte eine andere Kopie versuchen.</translation>
    </message>
    <message>
      <source>the file is empty. Get another copy of it</source>
      <translation>Die Datei ist leer. Bitte eine andere Kopie beschaffen</translation>
    </message>
    <message>
      <source>the file is empty. Try another copy of it.</source>
      <translation>Die Datei ist leer. Bitte eine andere Kopie versuchen.</translation>
    </message>
    <message>
      <source>the file is larger than 8 GB.</source>
      <translation>Die Datei ist größer als 8 GB.</translation>
    </message>
    <message>
      <source>the file would be too large for this disk</source>
      <translation>die Datei wäre für diesen Datenträger zu groß</translation>
    </message>
    <message>
      <source>the library {name} is missing</source>
      <translation>Die Bibliothek {name} fehlt</translation>
    </message>
    <message>
      <source>the library {name} is missing, which the extra {extra!r} of Colorizer brings</source>
      <translation>Die Bibliothek {name} fehlt, die das Extra {extra!r} von Colorizer mitbringt</translation>
    </message>
    <message>
      <source>the method {method!r} needs a copy</source>
      <translation>Das Verfahren {method!r} braucht eine Kopie (copy)</translation>
    </message>
    <message>
      <source>the name cannot be used</source>
      <translation>der Name ist nicht verwendbar</translation>
    </message>
    <message>
      <source>the name is too long</source>
      <translation>der Name ist zu lang</translation>
    </message>
    <message>
      <source>the numbers of {name} must be in ascending order</source>
      <translation>Die Zahlen von {name} müssen aufsteigend sein</translation>
    </message>
    <message>
      <source>the photo</source>
      <translation>Das Foto</translation>
    </message>
    <message>
      <source>the process that tried it ended; it may need more than {limit:g} GB of memory</source>
      <translation>der Prozess, der es ausprobierte, brach ab; vielleicht braucht es mehr als {limit:g} GB Speicher</translation>
    </message>
    <message>
      <source>the server answers with status {status}</source>
      <translation>der Server antwortet mit Status {status}</translation>
    </message>
    <message>
      <source>the server does not answer any more</source>
      <translation>der Server antwortet nicht mehr</translation>
    </message>
    <message>
      <source>the server hardly sends anything</source>
      <translation>der Server sendet kaum etwas</translation>
    </message>
    <message>
      <source>the server has another file than before</source>
      <translation>der Server hat eine andere Datei als zuvor</translation>
    </message>
    <message>
      <source>the system does not accept the name</source>
      <translation>das System nimmt den Namen nicht an</translation>
    </message>
    <message>
      <source>the system does not permit it</source>
      <translation>das System erlaubt es nicht</translation>
    </message>
    <message>
      <source>the system gives no reason</source>
      <translation>das System nennt keinen Grund</translation>
    </message>
    <message>
      <source>the system reports error {number}</source>
      <translation>das System meldet Fehler {number}</translation>
    </message>
    <message>
      <source>there is no connection to the server</source>
      <translation>es gibt keine Verbindung zum Server</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
      <source>there is no such file. Check the name</source>
      <translation>Diese Datei gibt es nicht. Bitte den Namen prüfen</translation>
    </message>
    <message>
      <source>there is no such file. Check the name and the folder.</source>
      <translation>Diese Datei gibt es nicht. Bitte Namen und Ordner prüfen.</translation>
    </message>
    <message>
      <source>there is not enough memory</source>
      <translation>der Arbeitsspeicher reicht nicht aus</translation>
    </message>
    <message>
      <source>this installation does not include it</source>
      <translation>Diese Installation enthält es nicht</translation>
    </message>
    <message>
      <source>this machine has no such address</source>
      <translation>dieser Computer hat keine solche Adresse</translation>
    </message>
    <message>
      <source>this program does not include it</source>
      <translation>Dieses Programm enthält es nicht</translation>
    </message>
    <message>
      <source>too many files are open</source>
      <translation>zu viele Dateien sind geöffnet</translation>
    </message>
    <message>
      <source>trying it takes longer than {limit:g} seconds</source>
      <translation>das Ausprobieren dauert länger als {limit:g} Sekunden</translation>
    </message>
    <message>
      <source>unusual bit fields</source>
      <translation>ungewöhnliche Bitfelder</translation>
    </message>
    <message>
      <source>video</source>
      <translation>Video</translation>
    </message>
    <message>
      <source>violet</source>
      <translation>Violett</translation>
    </message>
    <message>
      <source>what is painted or protected has no look of its own</source>
      <translation>Gemaltes und Geschütztes hat keinen eigenen Look</translation>
    </message>
    <message>
      <source>white</source>
      <translation>Weiß</translation>
    </message>
    <message>
      <source>yellow</source>
      <translation>Gelb</translation>
    </message>
    <message>
      <source>yellow-green</source>
      <translation>Gelbgrün</translation>
    </message>
    <message>
      <source>{bits} bits</source>
      <translation>{bits} Bit</translation>
    </message>
    <message>
      <source>{colors} of {bits} bits</source>
      <translation>{colors} mit {bits} Bit</translation>
    </message>
    <message>
      <source>{color} is the first of the recent colors now. Click in the photo to use it.</source>
      <translation>{color} ist jetzt die erste der letzten Farben. Klicken Sie ins Foto, um sie zu verwenden.</translation>
    </message>
    <message>
      <source>{count} already done</source>
      <translation>{count} schon fertig</translation>
    </message>
    <message>
      <source>{count} failed</source>
      <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
      <source>{count} files of the upload can't be used. Upload fewer at a time.</source>
      <translation>{count} Dateien der Übertragung können nicht verwendet werden. Laden Sie weniger auf einmal hoch.</translation>
    </message>
    <message>
      <source>{count} hints lie outside the crop and are removed. Undo brings them back.</source>
      <translation>{count} Hinweise liegen außerhalb des Zuschnitts und werden entfernt. Rückgängig bringt sie zurück.</translation>
    </message>
    <message>
      <source>{count} keep the colors of another version of the model.</source>
      <translation>{count} behalten die Farben einer anderen Version des Modells.</translation>
    </message>
    <message>
      <source>{count} kept in own colors</source>
      <translation>{count} in eigenen Farben belassen</translation>
    </message>
    <message>
      <source>{count} not done</source>
      <translation>{count} nicht erledigt</translation>
    </message>
    <message>
      <source>{count} regions lie outside the crop and are removed. Undo brings them back.</source>
      <translation>{count} Regionen liegen außerhalb des Zuschnitts und werden entfernt. Rückgängig bringt sie zurück.</translation>
    </message>
    <message>
      <source>{count} skipped</source>
      <translation>{count} übersprungen</translation>
    </message>
    <message>
      <source>{count} values per pixel</source>
      <translation>{count} Werte je Pixel</translation>
    </message>
    <message>
      <source>{device} could not be started: {reason}. {other} does the work.</source>
      <translation>{device} konnte nicht gestartet werden: {reason}. Die Arbeit übernimmt: {other}.</translation>
    </message>
    <message>
      <source>{device} failed at work: {reason}. {other} does the work from here on, and no photo is lost. Start Colorizer again to try {device} once more.</source>
      <translation>{device} ist bei der Arbeit ausgefallen: {reason}. Von hier an übernimmt die Arbeit: {other}. Kein Foto geht verloren. Starten Sie Colorizer neu, um {device} noch einmal zu versuchen.</translation>
    </message>
    <message>
      <source>{done} of {total} photos colorized</source>
      <translation>{done} von {total} Fotos koloriert</translation>
    </message>
    <message>
      <source>{done} of {total} photos done</source>
      <translation>{done} von {total} Fotos erledigt</translation>
    </message>
    <message>
      <source>{failed} of {total} photos not saved. {problems}</source>
      <translation>{failed} von {total} Fotos nicht gespeichert. {problems}</translation>
    </message>
    <message>
      <source>{files} need the package {package}. {how}</source>
      <translation>Für {files} wird das Paket {package} gebraucht. {how}</translation>
    </message>
    <message>
      <source>{first} and {second} would both give {result}. Give results other names, or let them be numbered.</source>
      <translation>{first} und {second} ergäben beide {result}. Bitte den Ergebnissen andere Namen geben oder sie nummerieren lassen.</translation>
    </message>
    <message>
      <source>{format} results are always sRGB. Choose another format, or sRGB.</source>
      <translation>Ergebnisse in {format} sind immer sRGB. Wählen Sie ein anderes Format oder sRGB.</translation>
    </message>
    <message>
      <source>{high} must be above {low} by at least {least:g}</source>
      <translation>{high} muss um mindestens {least:g} über {low} liegen</translation>
    </message>
    <message>
      <source>{low} must be below {high}</source>
      <translation>{low} muss unter {high} liegen</translation>
    </message>
    <message>
      <source>{name} does not keep the transparency of the photo.</source>
      <translation>{name} behält die Transparenz des Fotos nicht.</translation>
    </message>
    <message>
      <source>{name} does not keep: {lost}.</source>
      <translation>{name} behält nicht: {lost}.</translation>
    </message>
    <message>
      <source>{name} does not reach that far.</source>
      <translation>{name} reicht nicht so weit.</translation>
    </message>
    <message>
      <source>{name} ends too early, so fine detail may be missing. If there is another copy of it, try that.</source>
      <translation>{name} endet zu früh, daher fehlen vielleicht feine Einzelheiten. Wenn es eine andere Kopie gibt, bitte diese versuchen.</translation>
    </message>
    <message>
      <source>{name} ends too early: {percent:.1f} % of its data are missing, and with them fine detail. If there is another copy of it, try that.</source>
      <translation>{name} endet zu früh: {percent:.1f} % der Daten fehlen, und mit ihnen feine Einzelheiten. Wenn es eine andere Kopie gibt, bitte diese versuchen.</translation>
    </message>
    <message>
      <source>{name} gives the same colors here.</source>
      <translation>{name} ergibt hier dieselben Farben.</translation>
    </message>
    <message>
      <source>{name} has several pages; only the first is used.</source>
      <translation>{name} hat mehrere Seiten; nur die erste wird verwendet.</translation>
    </message>
    <message>
      <source>{name} has {count} entries, and the most is {limit}</source>
      <translation>{name} hat {count} Einträge, höchstens {limit} sind möglich</translation>
    </message>
    <message>
      <source>{name} has {depth} bits a channel, and only {used} of them could be read.</source>
      <translation>{name} hat {depth} Bit je Kanal, und nur {used} davon ließen sich lesen.</translation>
    </message>
    <message>
      <source>{name} has {written} bits a channel, and the photo has {depth}.</source>
      <translation>{name} hat {written} Bit je Kanal, das Foto hat {depth}.</translation>
    </message>
    <message>
      <source>{name} holds characters that no text can hold</source>
      <translation>{name} enthält Zeichen, die in keinem Text stehen können</translation>
    </message>
    <message>
      <source>{name} is an animation; only its first frame is used.</source>
      <translation>{name} ist eine Animation; nur das erste Bild wird verwendet.</translation>
    </message>
    <message>
      <source>{name} is being saved. The window closes when it is done.</source>
      <translation>{name} wird gespeichert. Danach schließt sich das Fenster.</translation>
    </message>
    <message>
      <source>{name} is damaged</source>
      <translation>{name} ist beschädigt</translation>
    </message>
    <message>
      <source>{name} is damaged or ends too early: {percent:.1f} % of its pixels are missing and stay gray. If there is another copy of it, try that.</source>
      <translation>{name} ist beschädigt oder endet zu früh: {percent:.1f} % der Pixel fehlen und bleiben grau. Wenn es eine andere Kopie gibt, bitte diese versuchen.</translation>
    </message>
    <message>
      <source>{name} is in color already, so its colors are kept.</source>
      <translation>{name} ist schon farbig, daher bleiben die Farben.</translation>
    </message>
    <message>
      <source>{name} is left out. {reason} Open the photo to go on without the recipe, or move that away.</source>
      <translation>{name} bleibt aus. {reason} Bitte das Foto öffnen, um ohne das Rezept weiterzuarbeiten, oder das Rezept woandershin verschieben.</translation>
    </message>
    <message>
      <source>{name} is left out: it is in color already. Open it to recolor it.</source>
      <translation>{name} bleibt aus: Es ist schon farbig. Öffnen Sie es, um es neu einzufärben.</translation>
    </message>
    <message>
      <source>{name} is longer than {limit} characters, which is too long</source>
      <translation>{name} ist länger als {limit} Zeichen, und das ist zu lang</translation>
    </message>
    <message>
      <source>{name} is no longer in its folder. Save the result elsewhere before you show another photo.</source>
      <translation>{name} ist nicht mehr im bisherigen Ordner. Speichern Sie das Ergebnis an einem anderen Ort, bevor Sie ein anderes Foto zeigen.</translation>
    </message>
    <message>
      <source>{name} is no longer kept here. Upload it again.</source>
      <translation>{name} wird hier nicht mehr aufbewahrt. Laden Sie es noch einmal hoch.</translation>
    </message>
    <message>
      <source>{name} is no longer where it was saved.</source>
      <translation>{name} ist nicht mehr dort, wo die Datei gespeichert wurde.</translation>
    </message>
    <message>
      <source>{name} is no program that can be started. Choose another.</source>
      <translation>{name} ist kein Programm, das gestartet werden kann. Wählen Sie ein anderes.</translation>
    </message>
    <message>
      <source>{name} is saved, and proposed where the model finds it again.</source>
      <translation>{name} ist gemerkt und wird vorgeschlagen, wo das Modell es wiederfindet.</translation>
    </message>
    <message>
      <source>{name} lacks its end mark, but all of its pixels are there.</source>
      <translation>{name} fehlt die Endmarke, aber alle Pixel sind da.</translation>
    </message>
    <message>
      <source>{name} lacks what {format} cannot hold: {lost}.</source>
      <translation>{name} fehlt, was in {format} keinen Platz hat: {lost}.</translation>
    </message>
    <message>
      <source>{name} must be a color such as #8a6d4b</source>
      <translation>{name} muss eine Farbe wie #8a6d4b sein</translation>
    </message>
    <message>
      <source>{name} must be a list</source>
      <translation>{name} muss eine Liste sein</translation>
    </message>
    <message>
      <source>{name} must be a list of numbers</source>
      <translation>{name} muss eine Liste von Zahlen sein</translation>
    </message>
    <message>
      <source>{name} must be a number</source>
      <translation>{name} muss eine Zahl sein</translation>
    </message>
    <message>
      <source>{name} must be a number or {auto}</source>
      <translation>{name} muss eine Zahl oder {auto} sein</translation>
    </message>
    <message>
      <source>{name} must be a text</source>
      <translation>{name} muss ein Text sein</translation>
    </message>
    <message>
      <source>{name} must be a whole number from {low} to {high}</source>
      <translation>{name} muss eine ganze Zahl von {low} bis {high} sein</translation>
    </message>
    <message>
      <source>{name} must be above 0</source>
      <translation>{name} muss größer als 0 sein</translation>
    </message>
    <message>
      <source>{name} must be an object</source>
      <translation>{name} muss ein Objekt sein</translation>
    </message>
    <message>
      <source>{name} must be base64</source>
      <translation>{name} muss base64 sein</translation>
    </message>
    <message>
      <source>{name} must be between {low:g} and {high:g}, not {value:g}</source>
      <translation>{name} muss zwischen {low:g} und {high:g} liegen, nicht {value:g}</translation>
    </message>
    <message>
      <source>{name} must be numbers between {low:g} and {high:g}</source>
      <translation>{name} müssen Zahlen zwischen {low:g} und {high:g} sein</translation>
    </message>
    <message>
      <source>{name} must be one of {choices}</source>
      <translation>{name} muss eines von {choices} sein</translation>
    </message>
    <message>
      <source>{name} must be one of {known}, not {value!r}</source>
      <translation>{name} muss eines von {known} sein, nicht {value!r}</translation>
    </message>
    <message>
      <source>{name} must be true or false</source>
      <translation>{name} muss wahr oder falsch sein</translation>
    </message>
    <message>
      <source>{name} must have {count} numbers</source>
      <translation>{name} muss {count} Zahlen haben</translation>
    </message>
    <message>
      <source>{name} must have {wanted} numbers, not {found}</source>
      <translation>{name} muss {wanted} Zahlen haben, nicht {found}</translation>
    </message>
    <message>
      <source>{name} states a gamma of {gamma:.2f}, so its tones were converted to sRGB.</source>
      <translation>{name} nennt ein Gamma von {gamma:.2f}, daher wurden die Tonwerte in sRGB umgerechnet.</translation>
    </message>
    <message>
      <source>{name} states primaries of its own, so its colors were converted to sRGB.</source>
      <translation>{name} nennt eigene Primärfarben, daher wurden die Farben in sRGB umgerechnet.</translation>
    </message>
    <message>
      <source>{name} was changed by another program.</source>
      <translation>{name} wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
      <source>{name} was changed elsewhere, such as in another tab.</source>
      <translation>{name} wurde anderswo geändert, etwa in einem anderen Tab.</translation>
    </message>
    <message>
      <source>{name} was colored with an earlier model, {model}, and keeps its colors.</source>
      <translation>{name} wurde mit einem früheren Modell koloriert, {model}, und behält seine Farben.</translation>
    </message>
    <message>
      <source>{name} was colored with another version of the model {model}, so its colors may differ now. Import that version to get them back.</source>
      <translation>{name} wurde mit einer anderen Version des Modells {model} koloriert, daher können die Farben jetzt abweichen. Importieren Sie jene Version, um sie zurückzubekommen.</translation>
    </message>
    <message>
      <source>{name} was colored with the model {model}, which is not installed. Import that model to get its colors back.</source>
      <translation>{name} wurde mit dem Modell {model} koloriert, das nicht installiert ist. Importieren Sie dieses Modell, um die Farben zurückzubekommen.</translation>
    </message>
    <message>
      <source>{name}, {width} x {height} pixels</source>
      <translation>{name}, {width} x {height} Pixel</translation>
    </message>
    <message>
      <source>{parts}.</source>
      <translation>{parts}.</translation>
    </message>
    <message>
      <source>{path} is a file. Name the folder that it is in.</source>
      <translation>{path} ist eine Datei. Bitte den Ordner nennen, in dem sie liegt.</translation>
    </message>
    <message>
      <source>{path} is not the file {name} that was published. Get another copy of it.</source>
      <translation>{path} ist nicht die veröffentlichte Datei {name}. Besorgen Sie eine andere Kopie.</translation>
    </message>
    <message>
      <source>{program} could not be started. {name} is here: {path}</source>
      <translation>{program} konnte nicht gestartet werden. {name} liegt hier: {path}</translation>
    </message>
    <message>
      <source>{reason}. What has arrived is kept: run the same command to go on</source>
      <translation>{reason}. Was angekommen ist, bleibt erhalten: Derselbe Befehl setzt den Download fort</translation>
    </message>
    <message>
      <source>{result} exists already.</source>
      <translation>{result} gibt es schon.</translation>
    </message>
    <message>
      <source>{space} needs {least} bits a channel, and {format} has {depth}. Choose TIFF or PNG, or another color space.</source>
      <translation>{space} braucht {least} Bit je Kanal, und {format} hat {depth}. Wählen Sie TIFF oder PNG oder einen anderen Farbraum.</translation>
    </message>
    <message>
      <source>{where} has an unknown key {key} (known: {known})</source>
      <translation>{where} hat einen unbekannten Schlüssel {key} (bekannt: {known})</translation>
    </message>
    <message>
      <source>{where} has no {key}</source>
      <translation>{where} hat kein {key}</translation>
    </message>
    <message>
      <source>{where}: {key}</source>
      <translation>{where}: {key}</translation>
    </message>
    <message>
      <source>{where}: {reason}</source>
      <translation>{where}: {reason}</translation>
    </message>
  </context>
  <context>
    <name>ModelControls</name>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Trying {0}</source>
      <translation>{0} wird ausprobiert</translation>
    </message>
    <message>
      <source>Use It</source>
      <translation>Verwenden</translation>
    </message>
  </context>
  <context>
    <name>ModelMenu</name>
    <message>
      <source>No model</source>
      <translation>Kein Modell</translation>
    </message>
  </context>
  <context>
    <name>ModelPanel</name>
    <message>
      <source>Loading...</source>
      <translation>Wird geladen...</translation>
    </message>
    <message>
      <source>MODEL</source>
      <translation>MODELL</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>No model</source>
      <translation>Kein Modell</translation>
    </message>
    <message>
      <source>The model that colorizes the photo</source>
      <translation>Das Modell, das das Foto koloriert</translation>
    </message>
    <message>
      <source>{0} {1}, {2}. License: {3}</source>
      <translation>{0} {1}, {2}. Lizenz: {3}</translation>
    </message>
  </context>
  <context>
    <name>ModelsDialog</name>
    <message>
      <source>&amp;Import...</source>
      <translation>&amp;Importieren...</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>&amp;Show in Folder</source>
      <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
      <source>&amp;Use</source>
      <translation>&amp;Verwenden</translation>
    </message>
    <message>
      <source>About the chosen model</source>
      <translation>Über das gewählte Modell</translation>
    </message>
    <message>
      <source>Checksum (SHA-256): {0}</source>
      <translation>Prüfsumme (SHA-256): {0}</translation>
    </message>
    <message>
      <source>Drop an .onnx file here, or choose Import.</source>
      <translation>Ziehen Sie eine .onnx-Datei hierher, oder wählen Sie Importieren.</translation>
    </message>
    <message>
      <source>Installed models</source>
      <translation>Installierte Modelle</translation>
    </message>
    <message>
      <source>It came with the program</source>
      <translation>Es gehört zum Programm</translation>
    </message>
    <message>
      <source>License</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>License: {0}</source>
      <translation>Lizenz: {0}</translation>
    </message>
    <message>
      <source>Measured quality</source>
      <translation>Gemessene Qualität</translation>
    </message>
    <message>
      <source>Measured quality: {0}</source>
      <translation>Gemessene Qualität: {0}</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Source: {0}</source>
      <translation>Quelle: {0}</translation>
    </message>
    <message>
      <source>Try an .onnx file, and install it if it works</source>
      <translation>Eine .onnx-Datei ausprobieren und installieren, wenn sie funktioniert</translation>
    </message>
    <message>
      <source>not measured</source>
      <translation>nicht gemessen</translation>
    </message>
    <message>
      <source>{0} (in use)</source>
      <translation>{0} (in Gebrauch)</translation>
    </message>
    <message>
      <source>{0} MB</source>
      <translation>{0} MB</translation>
    </message>
  </context>
  <context>
    <name>NamePopup</name>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Close this notice</source>
      <translation>Meldung schließen</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Details</translation>
    </message>
    <message>
      <source>Show what exactly went wrong</source>
      <translation>Zeigt, was genau schiefging</translation>
    </message>
  </context>
  <context>
    <name>OpenControls</name>
    <message>
      <source>Open Folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Opening the pasted photo</source>
      <translation>Das eingefügte Foto wird geöffnet</translation>
    </message>
    <message>
      <source>Reopen</source>
      <translation>Erneut öffnen</translation>
    </message>
  </context>
  <context>
    <name>PhotoListModel</name>
    <message>
      <source>Edited</source>
      <translation>Bearbeitet</translation>
    </message>
    <message>
      <source>Saved</source>
      <translation>Gespeichert</translation>
    </message>
  </context>
  <context>
    <name>PhotoStrip</name>
    <message>
      <source>Open photos</source>
      <translation>Geöffnete Fotos</translation>
    </message>
    <message>
      <source>Scroll the open photos</source>
      <translation>Geöffnete Fotos scrollen</translation>
    </message>
  </context>
  <context>
    <name>PhotoView</name>
    <message>
      <source>{0}%</source>
      <translation>{0} %</translation>
    </message>
  </context>
  <context>
    <name>PrepareControls</name>
    <message>
      <source>Use the Prepared Photo</source>
      <translation>Vorbereitetes Foto verwenden</translation>
    </message>
  </context>
  <context>
    <name>PreparePanel</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Leave the photo as it was (Esc)</source>
      <translation>Das Foto lassen, wie es war (Esc)</translation>
    </message>
    <message>
      <source>Looking for Dust</source>
      <translation>Suche nach Staub</translation>
    </message>
    <message>
      <source>PREPARE SCAN</source>
      <translation>SCAN VORBEREITEN</translation>
    </message>
    <message>
      <source>Use the prepared photo (Enter)</source>
      <translation>Das vorbereitete Foto verwenden (Eingabe)</translation>
    </message>
    <message>
      <source>Wait until dust is found, or press Stop</source>
      <translation>Warten, bis der Staub gefunden ist, oder Anhalten drücken</translation>
    </message>
  </context>
  <context>
    <name>PrepareView</name>
    <message>
      <source>Scan</source>
      <translation>Scan</translation>
    </message>
    <message>
      <source>{0}%</source>
      <translation>{0} %</translation>
    </message>
  </context>
  <context>
    <name>Presets</name>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>&amp;Save as Preset</source>
      <translation>Als Vorgabe &amp;speichern</translation>
    </message>
    <message>
      <source>Look {0}</source>
      <translation>Look {0}</translation>
    </message>
    <message>
      <source>Name of the preset</source>
      <translation>Name der Vorgabe</translation>
    </message>
    <message>
      <source>Re&amp;name</source>
      <translation>&amp;Umbenennen</translation>
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>{0}, {1}%</source>
      <translation>{0}, {1} %</translation>
    </message>
  </context>
  <context>
    <name>ProposalControls</name>
    <message>
      <source>Color {0}</source>
      <translation>Farbe {0}</translation>
    </message>
    <message>
      <source>Name of the color, such as Anna's dress</source>
      <translation>Name der Farbe, zum Beispiel Annas Kleid</translation>
    </message>
  </context>
  <context>
    <name>ProposalMark</name>
    <message>
      <source>Do not propose {0} in this photo</source>
      <translation>{0} in diesem Foto nicht vorschlagen</translation>
    </message>
    <message>
      <source>Proposed: {0}, {1}. Click to use it here</source>
      <translation>Vorschlag: {0}, {1}. Klicken Sie, um die Farbe hier zu verwenden</translation>
    </message>
  </context>
  <context>
    <name>ReachButtons</name>
    <message>
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <source>Here</source>
      <translation>Hier</translation>
    </message>
    <message>
      <source>Reach</source>
      <translation>Reichweite</translation>
    </message>
    <message>
      <source>Surface</source>
      <translation>Fläche</translation>
    </message>
    <message>
      <source>The hint changes whatever the model takes to be alike (R)</source>
      <translation>Der Hinweis ändert alles, was das Modell für gleichartig hält (R)</translation>
    </message>
    <message>
      <source>The hint colors its own circle (R)</source>
      <translation>Der Hinweis färbt nur seinen eigenen Kreis (R)</translation>
    </message>
    <message>
      <source>The hint colors the surface that it lies on (R)</source>
      <translation>Der Hinweis färbt die Fläche, auf der er liegt (R)</translation>
    </message>
  </context>
  <context>
    <name>RecentMenu</name>
    <message>
      <source>&amp;Clear List</source>
      <translation>Liste &amp;leeren</translation>
    </message>
  </context>
  <context>
    <name>ReferenceRows</name>
    <message>
      <source>As a whole</source>
      <translation>Im Ganzen</translation>
    </message>
    <message>
      <source>Borrow Colors from a Photo...</source>
      <translation>Farben aus Foto übernehmen...</translation>
    </message>
    <message>
      <source>By place</source>
      <translation>Nach Stellen</translation>
    </message>
    <message>
      <source>By place: borrow the colors again, from a photo that is not toned</source>
      <translation>Nach Stellen: Übernehmen Sie die Farben noch einmal, aus einem Foto, das nicht getont ist</translation>
    </message>
    <message>
      <source>Gives all colors a new balance, or each place those of like places</source>
      <translation>Gibt allen Farben eine neue Balance oder jeder Stelle die Farben ähnlicher Stellen</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>Abgleich</translation>
    </message>
    <message>
      <source>Remove Borrowed Colors</source>
      <translation>Übernommene Farben entfernen</translation>
    </message>
  </context>
  <context>
    <name>RegionEditor</name>
    <message>
      <source>Paint {0}</source>
      <translation>Farbe {0}</translation>
    </message>
    <message>
      <source>Protected {0}</source>
      <translation>Geschützt {0}</translation>
    </message>
    <message>
      <source>Region {0}</source>
      <translation>Region {0}</translation>
    </message>
  </context>
  <context>
    <name>RegionPanel</name>
    <message>
      <source>Double-click a region to rename it</source>
      <translation>Doppelklick auf eine Region benennt sie um</translation>
    </message>
    <message>
      <source>REGIONS</source>
      <translation>REGIONEN</translation>
    </message>
    <message>
      <source>Regions</source>
      <translation>Regionen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove the selected region</source>
      <translation>Die ausgewählte Region entfernen</translation>
    </message>
    <message>
      <source>Show Mask</source>
      <translation>Maske zeigen</translation>
    </message>
    <message>
      <source>Show what the selected region covers</source>
      <translation>Zeigen, was die ausgewählte Region bedeckt</translation>
    </message>
    <message>
      <source>Whole Photo</source>
      <translation>Ganzes Foto</translation>
    </message>
  </context>
  <context>
    <name>RegionTool</name>
    <message>
      <source>A line is drawn, at {0}% from the left, {1}% from the top</source>
      <translation>Eine Linie wird gezogen, {0} % von links, {1} % von oben</translation>
    </message>
    <message>
      <source>The brush is down, at {0}% from the left, {1}% from the top</source>
      <translation>Der Pinsel ist aufgesetzt, {0} % von links, {1} % von oben</translation>
    </message>
    <message>
      <source>The brush is up, at {0}% from the left, {1}% from the top</source>
      <translation>Der Pinsel ist abgehoben, {0} % von links, {1} % von oben</translation>
    </message>
    <message>
      <source>The cursor is at {0}% from the left, {1}% from the top</source>
      <translation>Der Cursor steht {0} % von links, {1} % von oben</translation>
    </message>
  </context>
  <context>
    <name>ResultControls</name>
    <message>
      <source>Open Result With</source>
      <translation>Ergebnis öffnen mit</translation>
    </message>
    <message>
      <source>Open Result in Another Pro&amp;gram</source>
      <translation>Ergebnis in anderem Pro&amp;gramm öffnen</translation>
    </message>
    <message>
      <source>Open Result in {0}</source>
      <translation>Ergebnis in {0} öffnen</translation>
    </message>
  </context>
  <context>
    <name>SaveOptions</name>
    <message>
      <source>About {0}</source>
      <translation>Etwa {0}</translation>
    </message>
    <message>
      <source>As fine as it takes to keep the lightness of a JPEG</source>
      <translation>So fein, wie es nötig ist, um die Helligkeit eines JPEGs zu erhalten</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>Before and after, animated WebP</source>
      <translation>Vorher und nachher, animiertes WebP</translation>
    </message>
    <message>
      <source>Before and after, side by side</source>
      <translation>Vorher und nachher nebeneinander</translation>
    </message>
    <message>
      <source>Before and after, web page with a slider</source>
      <translation>Vorher und nachher, Webseite mit Schieberegler</translation>
    </message>
    <message>
      <source>Color space</source>
      <translation>Farbraum</translation>
    </message>
    <message>
      <source>Colorized photo</source>
      <translation>Koloriertes Foto</translation>
    </message>
    <message>
      <source>Colors only, as a layer for the blend mode Color</source>
      <translation>Nur die Farben, als Ebene für die Füllmethode „Farbe“</translation>
    </message>
    <message>
      <source>Compression</source>
      <translation>Komprimierung</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>Farbtiefe</translation>
    </message>
    <message>
      <source>File date</source>
      <translation>Dateidatum</translation>
    </message>
    <message>
      <source>File size</source>
      <translation>Dateigröße</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Metadata</source>
      <translation>Metadaten</translation>
    </message>
    <message>
      <source>Opacity of the mark</source>
      <translation>Deckkraft der Kennzeichnung</translation>
    </message>
    <message>
      <source>Photo in its own colors</source>
      <translation>Foto in seinen eigenen Farben</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Same as photo</source>
      <translation>Wie das Foto</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save With Options</source>
      <translation>Mit Optionen speichern</translation>
    </message>
    <message>
      <source>Save...</source>
      <translation>Speichern...</translation>
    </message>
    <message>
      <source>Size of the mark</source>
      <translation>Größe der Kennzeichnung</translation>
    </message>
    <message>
      <source>Visible mark</source>
      <translation>Sichtbare Kennzeichnung</translation>
    </message>
  </context>
  <context>
    <name>SavedColorsMenu</name>
    <message>
      <source>&amp;Forget</source>
      <translation>Ver&amp;gessen</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source>Same as system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
  </context>
  <context>
    <name>ShortcutSheet</name>
    <message>
      <source>Arrows</source>
      <translation>Pfeiltasten</translation>
    </message>
    <message>
      <source>Begin or select a hint</source>
      <translation>Hinweis beginnen oder wählen</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>Klick</translation>
    </message>
    <message>
      <source>Double-click a slider</source>
      <translation>Doppelklick auf Regler</translation>
    </message>
    <message>
      <source>Drag</source>
      <translation>Ziehen</translation>
    </message>
    <message>
      <source>Drag or click to select</source>
      <translation>Zum Auswählen ziehen oder klicken</translation>
    </message>
    <message>
      <source>Drag with the brush</source>
      <translation>Mit dem Pinsel ziehen</translation>
    </message>
    <message>
      <source>Draw while the brush is down</source>
      <translation>Zeichnen, solange der Pinsel aufgesetzt ist</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Eingabe</translation>
    </message>
    <message>
      <source>Hold {0}</source>
      <translation>{0} halten</translation>
    </message>
    <message>
      <source>Keyboard and Mouse</source>
      <translation>Tastatur und Maus</translation>
    </message>
    <message>
      <source>Make a region; Shift adds to it, Alt takes away</source>
      <translation>Eine Region anlegen; Umschalt fügt hinzu, Alt nimmt weg</translation>
    </message>
    <message>
      <source>Menu of a hint or the photo</source>
      <translation>Menü eines Hinweises oder des Fotos</translation>
    </message>
    <message>
      <source>Mouse</source>
      <translation>Maus</translation>
    </message>
    <message>
      <source>Move the crop of a scan</source>
      <translation>Zuschnitt eines Scans verschieben</translation>
    </message>
    <message>
      <source>Move the photo or a hint</source>
      <translation>Foto oder Hinweis verschieben</translation>
    </message>
    <message>
      <source>Move the photo, over hints too</source>
      <translation>Foto verschieben, auch über Hinweisen</translation>
    </message>
    <message>
      <source>Move the photo; spread to zoom</source>
      <translation>Foto verschieben; Spreizen zoomt</translation>
    </message>
    <message>
      <source>Move the selected hint or the brush</source>
      <translation>Ausgewählten Hinweis oder Pinsel verschieben</translation>
    </message>
    <message>
      <source>Paint, erase or protect; a pen paints as wide as it is pressed</source>
      <translation>Malen, radieren oder schützen; ein Stift malt so breit, wie er drückt</translation>
    </message>
    <message>
      <source>Put the brush down, or lift it</source>
      <translation>Pinsel aufsetzen oder abheben</translation>
    </message>
    <message>
      <source>Reset to neutral</source>
      <translation>Zurück auf neutral</translation>
    </message>
    <message>
      <source>Resize the crop of a scan</source>
      <translation>Größe des Zuschnitts ändern</translation>
    </message>
    <message>
      <source>Resize the selected hint or the brush</source>
      <translation>Größe des ausgewählten Hinweises oder des Pinsels ändern</translation>
    </message>
    <message>
      <source>Right-click</source>
      <translation>Rechtsklick</translation>
    </message>
    <message>
      <source>Show the original</source>
      <translation>Original ansehen</translation>
    </message>
    <message>
      <source>Two fingers</source>
      <translation>Zwei Finger</translation>
    </message>
    <message>
      <source>Use the prepared scan</source>
      <translation>Den vorbereiteten Scan verwenden</translation>
    </message>
    <message>
      <source>Wheel</source>
      <translation>Mausrad</translation>
    </message>
    <message>
      <source>Zoom at the cursor</source>
      <translation>Am Mauszeiger zoomen</translation>
    </message>
  </context>
  <context>
    <name>SideScroll</name>
    <message>
      <source>Scroll the panel</source>
      <translation>Bedienfeld scrollen</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>Open in...</source>
      <translation>Öffnen in...</translation>
    </message>
    <message>
      <source>The model runs on {0}.</source>
      <translation>Das Modell läuft auf {0}.</translation>
    </message>
    <message>
      <source>color</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>gray</source>
      <translation>Graustufen</translation>
    </message>
    <message>
      <source>{0}    {1} × {2}, {3}-bit {4}    </source>
      <translation>{0}    {1} × {2}, {3}-Bit-{4}    </translation>
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation>{0} von {1}</translation>
    </message>
  </context>
  <context>
    <name>SuggestionBar</name>
    <message>
      <source>Suggested color {0}</source>
      <translation>Vorgeschlagene Farbe {0}</translation>
    </message>
  </context>
  <context>
    <name>Swatch</name>
    <message>
      <source>{0}. Right-click or Delete: remove</source>
      <translation>{0}. Rechtsklick oder Entf: entfernen</translation>
    </message>
  </context>
  <context>
    <name>Toolbar</name>
    <message>
      <source>Zoom</source>
      <translation>Zoom</translation>
    </message>
  </context>
  <context>
    <name>UncertaintyView</name>
    <message>
      <source>Bright: the model is uncertain</source>
      <translation>Hell: Hier ist das Modell unsicher</translation>
    </message>
    <message>
      <source>Bright: the model is uncertain. 1 to {0}: a hint helps most here (N for the next)</source>
      <translation>Hell: Hier ist das Modell unsicher. 1 bis {0}: Hier hilft ein Hinweis am meisten (N zum nächsten)</translation>
    </message>
  </context>
  <context>
    <name>VariantsDialog</name>
    <message>
      <source>Click a variant to use it.</source>
      <translation>Auf eine Variante klicken, um sie zu verwenden.</translation>
    </message>
    <message>
      <source>Colorizing with {0}</source>
      <translation>Wird mit {0} koloriert</translation>
    </message>
    <message>
      <source>SELECTED SURFACE</source>
      <translation>AUSGEWÄHLTE FLÄCHE</translation>
    </message>
    <message>
      <source>Variants</source>
      <translation>Varianten</translation>
    </message>
    <message>
      <source>Vividness {0}</source>
      <translation>Lebendigkeit {0}</translation>
    </message>
    <message>
      <source>WHOLE PHOTO</source>
      <translation>GANZES FOTO</translation>
    </message>
    <message>
      <source>{0} gives the same colors here.</source>
      <translation>{0} ergibt hier dieselben Farben.</translation>
    </message>
  </context>
  <context>
    <name>VersionRows</name>
    <message>
      <source>Colors of Another Version...</source>
      <translation>Farben einer anderen Fassung...</translation>
    </message>
    <message>
      <source>Remove Colors of Version</source>
      <translation>Farben der Fassung entfernen</translation>
    </message>
    <message>
      <source>Takes the colors of a file in which this photo was colored elsewhere, where both show the same</source>
      <translation>Übernimmt die Farben einer Datei, in der dieses Foto anderswo koloriert wurde, wo beide dasselbe zeigen</translation>
    </message>
  </context>
  <context>
    <name>ViewControls</name>
    <message>
      <source>{0}%</source>
      <translation>{0} %</translation>
    </message>
  </context>
</TS>
