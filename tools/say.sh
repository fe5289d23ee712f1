# Sourced by the scripts: `say ENGLISH TURKISH` prints the sentence in the language of the terminal.
say() {
    case "${MEYDAN_LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-en}}}}" in
        tr* | TR*) printf '%s\n' "$2" >&2 ;;
        *) printf '%s\n' "$1" >&2 ;;
    esac
}
