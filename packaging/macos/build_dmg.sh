#!/bin/sh
# Sign dist/Colorizer.app, pack it as a disk image, and have Apple notarize it.
#
#   packaging/macos/build_dmg.sh VERSION
#
# Signing needs CODESIGN_IDENTITY ("Developer ID Application: ..."), notarizing also APPLE_ID,
# APPLE_TEAM_ID and APPLE_PASSWORD (of the app alone). Without them the steps are skipped.
set -eu
version=${1:?say which version}
here=$(cd "$(dirname "$0")" && pwd)
app=dist/Colorizer.app
image=dist/Colorizer-$version-$(uname -m).dmg

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    # Libraries first: a signature covers those of what is inside.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -exec \
        codesign --force --timestamp --options runtime --sign "$CODESIGN_IDENTITY" {} +
    for program in colorizer colorizer-gui; do
        codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
            --sign "$CODESIGN_IDENTITY" "$app/Contents/MacOS/$program"
    done
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$CODESIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
else
    echo "CODESIGN_IDENTITY is not set: the program is not signed."
fi

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
    echo "APPLE_ID is not set: the disk image is not notarized."
fi
echo "$image"
