/* What tests/banned.cmake has to find: three calls, and not strcpy() in this comment. Never compiled. */
void wrong(char *to, const char *from);
void wrong(char *to, const char *from)
{
    char quote = '"';
    strcpy(to, from);
    file->time(0);
    my_strcpy("strcat(a, b)", quote);
    if (to[0] == '"' && from[0] == '\'')
        exit (time(NULL));
}
