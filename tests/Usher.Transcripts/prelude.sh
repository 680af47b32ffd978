# Read by the bash session of every transcript before its first command.

# ready FILE [SECONDS]: blocks until FILE has a line that starts with 'ready ', at most 30 s. Gives up as soon as the
# background job started last (the server that writes FILE) has ended. Sets READY to that line, URL to its first https
# address and SEATS to its first other host:port, and prints nothing; without such a line prints FILE and returns 1.
ready() {
  local endpoint='(\[[0-9a-f:.]+\]|[0-9A-Za-z_.-]+):[0-9]+'
  SEATS='' URL=''
  if ! READY=$(__ready_line "$1" "${2:-30}" "${!:-$$}"); then
    echo "ready: no 'ready' line in $1"
    cat -- "$1"
    return 1
  fi
  [[ ! $READY =~ https://[^\ ,]+ ]] || URL=${BASH_REMATCH[0]}
  [[ ! ${READY//"${URL:- }"/ } =~ $endpoint ]] || SEATS=${BASH_REMATCH[0]}
}

# In a subshell of its own, so that $! stays the server's.
__ready_line() {
  local line
  : >>"$1"
  exec {lines}< <(exec timeout "$2" tail -n +1 -f -s 0.1 --pid="$3" -- "$1" 2>/dev/null)
  while IFS= read -r -u "$lines" line && [[ $line != 'ready '* ]]; do :; done
  kill "$!" 2>/dev/null
  [[ $line == 'ready '* ]] && printf '%s\n' "$line"
}
