#!/bin/sh
# Pack dist/Colorizer.app as a disk image, and have Apple notarize it.
#
#   packaging/macos/build_dmg.sh VERSION
#
# Notarizing needs CODESIGN_IDENTITY ("Developer ID Application: ..."), with which PyInstaller has
# signed the program, and APPLE_ID, APPLE_TEAM_ID and APPLE_PASSWORD (of the app alone). Without
# them it is skipped.
set -eu
version=${1:?say which version}
app=dist/Colorizer.app
image=dist/Colorizer-$version-$(uname -m).dmg

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
hdiutil create -volname Colorizer -srcfolder "$staging" -format ULFO -ov "$image"

if [ -n "${CODESIGN_IDENTITY:-}" ] && [ -n "${APPLE_ID:-}" ]; then
    codesign --force --timestamp --sign "$CODESIGN_IDENTITY" "$image"
    xcrun notarytool submit "$image" --wait --apple-id "$APPLE_ID" \
        --team-id "${APPLE_TEAM_ID:?}" --password "${APPLE_PASSWORD:?}"
    xcrun stapler staple "$image"
else
    echo "CODESIGN_IDENTITY or APPLE_ID is not set: the disk image is not notarized."
fi
echo "$image"
