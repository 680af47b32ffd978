# Runs the commands of one transcript in one shell: session.sh PRELUDE BLOCK…, each block a file with one command.
# After each block it writes a mark with the exit code: newline, 0x01, code, 0x02, newline.
exec </dev/null 2>&1
source "$1"
shift
for __block in "$@"; do
  eval "$(<"$__block")"
  printf '\n\1%d\2\n' "$?"
done
